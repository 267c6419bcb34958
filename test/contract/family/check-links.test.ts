import { checkLinks } from '@hocba/server/guardians/check-links';
import { type Write, write } from '@hocba/server/storage/engine/db';
import type { PupilGuardians } from '@hocba/shared/contract/family/office';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addClassOfTwo, CLASS, CLERK, HEAD, PUPILS, YEAR } from '../../fixtures/class-of-two.ts';
import {
  joinWith,
  openBrowser,
  openSentCodes,
  type PrintedSlip,
  printSlips,
} from '../../fixtures/family/family-browser.ts';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';

const PUPIL = PUPILS[0]?.id ?? '';
const HUONG = { phone: '0900 000 001', name: 'Ma Thị Hường', pin: '739204', relation: 'mother' };
const TOAN = { phone: '0900 000 002', name: 'Nguyễn Văn Toàn', pin: '480316', relation: 'father' };

let registry: Registry;

const act = async (account: string, url: string, payload: object): Promise<PupilGuardians> => {
  const { token } = await registry.signIn(account);
  const answer = await registry.inject(token, { method: 'POST', url: `/pupils/${PUPIL}${url}`, payload });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json();
};

/** A mother with fewer rights, a father under an order whose end was declined, and a proposal that was declined. */
beforeEach(async () => {
  const sent = openSentCodes();
  registry = await startRegistry({ services: { senders: sent.senders } });
  await addClassOfTwo(registry);
  const slips = await printSlips(registry, CLERK, { year: YEAR, class: CLASS, perStudent: 2 });
  await joinWith(openBrowser(registry), sent, slips[0] as PrintedSlip, HUONG);
  await joinWith(openBrowser(registry), sent, slips[1] as PrintedSlip, TOAN);
  const { token } = await registry.signIn(CLERK);
  const { guardians } = (
    await registry.inject(token, { method: 'GET', url: `/pupils/${PUPIL}/guardians` })
  ).json<PupilGuardians>();
  const linkOf = (relation: string) => guardians.find((one) => one.relation === relation)?.link ?? '';
  const rights = { see: true, ask: false, decide: false, messages: true };
  await act(CLERK, `/guardians/${linkOf('mother')}/rights`, { rights, evidence: 'Bản án số 1' });
  const order = async (link: string, kind: string, decision: string): Promise<string> => {
    const wish = { link, kind, document: 'Quyết định số 12', from: null, until: '2027-01-31' };
    const id = (await act(CLERK, '/orders', wish)).orders.at(-1)?.id ?? '';
    await act(HEAD, `/orders/${id}/decide`, { decision });
    return id;
  };
  await order(linkOf('mother'), 'see-only', 'decline');
  const id = await order(linkOf('father'), 'no-access', 'confirm');
  await act(CLERK, `/orders/${id}/end`, { reason: 'Hai bên thống nhất' });
  await act(HEAD, `/orders/${id}/decide`, { decision: 'decline' });
  await act(CLERK, `/guardians/${linkOf('mother')}/end`, { reason: 'Liên kết nhầm' });
});
afterEach(() => registry.close());

it('the doctor finds nothing in links and orders that the registry wrote', async () => {
  expect(await checkLinks(registry.db)).toEqual([]);
});

it.each<[string, () => Write, RegExp]>([
  [
    'a right that was given past the registry',
    () => write((q, t) => q.update(t.guardian_link).set({ may_decide: true })),
    /^guardian link \S+ of \S+ is not what the audit says$/,
  ],
  [
    'an end that was taken back',
    () => write((q, t) => q.update(t.guardian_link).set({ ended_at: null })),
    /^guardian link \S+ of \S+ is not what the audit says$/,
  ],
  [
    'a link without its order',
    () => write((q, t) => q.update(t.guardian_link).set({ limits: null })),
    /^guardian link \S+ of \S+ is not what the audit says$/,
  ],
  [
    'evidence that no act names',
    () => write((q, t) => q.update(t.guardian_link).set({ evidence: 'x' })),
    /^guardian link \S+ of \S+ is not what the audit says$/,
  ],
  [
    'links that are gone',
    () => write((q, t) => q.delete(t.guardian_link)),
    /^guardian link \S+ of \S+ is missing$/,
  ],
  [
    'an order that was ended past the registry',
    () => write((q, t) => q.update(t.guardian_restriction).set({ state: 'ended' })),
    /^order \S+ about a guardian of \S+ is not what the audit says$/,
  ],
  [
    'a document that was changed',
    () => write((q, t) => q.update(t.guardian_restriction).set({ document: 'y' })),
    /^order \S+ about a guardian of \S+ is not what the audit says$/,
  ],
  [
    'orders that are gone',
    () => write((q, t) => q.delete(t.guardian_restriction)),
    /^order \S+ about a guardian of \S+ is missing$/,
  ],
  [
    'links that no act names',
    () =>
      write((q, t) =>
        q.update(t.guardian_link).set({ id: 'lx' }).where(eq(t.guardian_link.relation, 'father')),
      ),
    /^guardian link lx of \S+ is in no act of the audit$/,
  ],
])('the doctor finds %s', async (_, change, fault) => {
  await registry.db.commit([change()]);
  const faults = await checkLinks(registry.db);
  expect(faults.filter((text) => fault.test(text)).length).toBeGreaterThan(0);
});

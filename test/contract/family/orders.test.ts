import { write } from '@hocba/server/storage/engine/db';
import type { PupilGuardians } from '@hocba/shared/contract/family/office';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFamilyPages } from '../../../school-client/src/family/render.tsx';
import { addClassOfTwo, CLASS, CLERK, HEAD, PUPILS, RECEIVER, YEAR } from '../../fixtures/class-of-two.ts';
import {
  type FamilyBrowser,
  joinWith,
  openBrowser,
  openSentCodes,
  type PrintedSlip,
  printSlips,
  type SentCodes,
} from '../../fixtures/family/family-browser.ts';
import { addSignedYear, HIDDEN } from '../../fixtures/family/signed-year.ts';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';

const PUPIL = PUPILS[0]?.id ?? '';
const YEAR_BEFORE = '2025-2026';
const HUONG = { phone: '0900 000 001', name: 'Ma Thị Hường', pin: '739204', relation: 'mother' };
const TOAN = { phone: '0900 000 001', name: 'Nguyễn Văn Toàn', pin: '480316', relation: 'father' };
const DAY = 86_400_000;

let registry: Registry;
let sent: SentCodes;
let slips: readonly PrintedSlip[];
let mother: FamilyBrowser;
let father: FamilyBrowser;

const act = async (account: string, url: string, payload: object) => {
  const { token } = await registry.signIn(account);
  return registry.inject(token, { method: 'POST', url: `/pupils/${PUPIL}${url}`, payload });
};
const guardians = async (account = CLERK as string): Promise<PupilGuardians> => {
  const { token } = await registry.signIn(account);
  return (await registry.inject(token, { method: 'GET', url: `/pupils/${PUPIL}/guardians` })).json();
};
const fatherLink = async (): Promise<string> =>
  (await guardians()).guardians.find(({ relation }) => relation === 'father')?.link ?? '';
const propose = async (kind: string, more: object = {}): Promise<string> => {
  const link = await fatherLink();
  const document = 'Quyết định số 12/2026/QĐ-BPKCTT ngày 20/09/2026';
  const body = { link, kind, document, from: null, until: null, ...more };
  const answer = await act(CLERK, '/orders', body);
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json<PupilGuardians>().orders.at(-1)?.id ?? '';
};
const decide = (account: string, order: string, decision: string) =>
  act(account, `/orders/${order}/decide`, { decision });
const order = async (kind: string, more: object = {}): Promise<string> => {
  const id = await propose(kind, more);
  const confirmed = await decide(HEAD, id, 'confirm');
  if (confirmed.statusCode !== 200) throw new Error(confirmed.body);
  return id;
};
const status = async (browser: FamilyBrowser, url: string): Promise<number> =>
  (await browser.get(url)).statusCode;

/** Every page about the child. */
const PAGES = [
  '/family',
  `/family/children/${PUPIL}`,
  `/family/children/${PUPIL}/records/${YEAR_BEFORE}`,
  `/family/children/${PUPIL}/looked`,
  `/family/children/${PUPIL}/looked/file`,
];
const BUNDLE = `/family/children/${PUPIL}/bundle`;

beforeEach(async () => {
  sent = openSentCodes();
  registry = await startRegistry({ services: { senders: sent.senders } });
  await addClassOfTwo(registry);
  await addSignedYear(registry);
  slips = await printSlips(registry, CLERK, { year: YEAR, class: CLASS, perStudent: 2 });
  [mother, father] = [openBrowser(registry), openBrowser(registry)];
  await joinWith(mother, sent, slips[0] as PrintedSlip, HUONG);
  await joinWith(father, sent, slips[1] as PrintedSlip, TOAN);
});
afterEach(() => registry.close());

describe('an order about a guardian', () => {
  it('an order changes nothing until the second person confirms it, and holds for the next request of a live session', async () => {
    const id = await propose('no-access');
    expect(await status(father, BUNDLE)).toBe(200);
    expect((await decide(CLERK, id, 'confirm')).json().code).toBe('SECOND_PERSON_MISSING');
    expect(await status(father, BUNDLE)).toBe(200);
    expect((await decide(HEAD, id, 'confirm')).statusCode).toBe(200);
    for (const url of [...PAGES.slice(1), BUNDLE])
      expect([url, await status(father, url)]).toEqual([url, 404]);
    const home = await father.get('/family');
    expect([home.statusCode, home.json().frame]).toEqual([200, null]);
    for (const url of [...PAGES, BUNDLE]) expect([url, await status(mother, url)]).toEqual([url, 200]);
  });

  it('two clerks are not enough: one of the two is the head', async () => {
    await registry.addAccount({ name: 'clerk.hai', role: 'clerk' });
    const id = await propose('see-only');
    expect((await decide('clerk.hai', id, 'confirm')).json().code).toBe('SECOND_PERSON_MISSING');
  });

  it('a declined order never holds', async () => {
    await decide(HEAD, await propose('no-access'), 'decline');
    expect(await status(father, BUNDLE)).toBe(200);
  });

  it('another school sees and sets nothing, alike for a pupil whom no school has', async () => {
    const { token } = await registry.signIn(RECEIVER);
    const ask = (id: string) => registry.inject(token, { method: 'GET', url: `/pupils/${id}/guardians` });
    const [foreign, none] = [await ask(PUPIL), await ask('s99999999999z')];
    expect([foreign.statusCode, none.statusCode]).toEqual([404, 404]);
    expect(foreign.json().code).toBe(none.json().code);
  });

  it('see-only leaves sight and takes every act', async () => {
    await order('see-only');
    for (const url of [...PAGES, BUNDLE]) expect([url, await status(father, url)]).toEqual([url, 200]);
    const [tab] = (await father.get('/family')).json().frame.children;
    expect(tab).toMatchObject({ limit: 'see-only', school: 'THCS Tân Trào' });
    const { listChildrenOf } = await import('@hocba/server/guardians/links/guardian-link');
    const { guardian = '' } = (await guardians()).guardians.find(({ limit }) => limit !== null) ?? {};
    const [link] = await listChildrenOf(registry.db, guardian, registry.clock());
    expect(link?.rights).toEqual({ see: true, ask: false, decide: false, messages: false });
  });

  it.each(['JSON', 'HTML'])(
    'no answer as %s to a guardian under no-address names school, commune, class, teacher or head',
    async (form) => {
      await order('no-address');
      const draw = openFamilyPages();
      const shown = (body: string) => (form === 'JSON' ? body : draw(JSON.parse(body), 'vi'));
      for (const url of PAGES) {
        const answer = await father.get(url);
        expect([url, answer.statusCode]).toEqual([url, 200]);
        const names = [...HIDDEN, 'Tân Trào', CLASS, 'Người dùng', '08000101', '0812345678'];
        const text = shown(answer.body);
        expect([url, names.filter((name) => text.includes(name))]).toEqual([url, []]);
      }
      for (const url of [BUNDLE, `/family/children/${PUPIL}/shares`, `/family/children/${PUPIL}/running`]) {
        expect([url, await status(father, url)]).toEqual([url, 404]);
      }
      const whole = await mother.get(PAGES[2] ?? '');
      expect(HIDDEN.filter((name) => !whole.body.includes(name))).toEqual([]);
    },
  );

  it('under no-address the marks are still there', async () => {
    await order('no-address');
    const { record } = (await father.get(PAGES[2] ?? '')).json();
    expect(record).toMatchObject({ verdict: 'VALID', year: YEAR_BEFORE, signedBy: null });
    expect(record.subject.subjects[0]).toMatchObject({ name: 'Toán', year: '8.7' });
  });

  it('of two orders the stricter one holds, until it ends by its date in office hours', async () => {
    await order('see-only');
    // The last day is Friday, 9 October: offices open on Monday at seven.
    await order('no-access', { until: '2026-10-09' });
    expect(await status(father, BUNDLE)).toBe(404);
    registry.pass(10 * DAY);
    expect(await status(father, BUNDLE)).toBe(404);
    registry.pass(DAY);
    expect(await status(father, BUNDLE)).toBe(200);
    expect((await father.get('/family')).json().frame.children[0].limit).toBe('see-only');
  });

  it('an order ends at once by agreement, but with a second person again', async () => {
    const id = await order('no-access');
    const asked = await act(CLERK, `/orders/${id}/end`, { reason: 'Hai bên đã thỏa thuận, có biên bản' });
    expect(asked.json().orders[0].state).toBe('ending');
    expect(await status(father, BUNDLE)).toBe(404);
    expect((await decide(CLERK, id, 'confirm')).json().code).toBe('SECOND_PERSON_MISSING');
    expect((await decide(HEAD, id, 'confirm')).statusCode).toBe(200);
    expect(await status(father, BUNDLE)).toBe(200);
  });

  it('an order holds over the end of its link and a new slip, and open slips of the child end with it', async () => {
    const [spare] = await printSlips(registry, CLERK, { year: YEAR, class: CLASS, perStudent: 1 });
    await order('no-access');
    const { code = '', studentCode: studentId, birthDate } = spare ?? {};
    const late = await openBrowser(registry).post('/family/join', { code, studentId, birthDate });
    expect(late.json().code).toBe('SLIP_REFUSED');
    const { token } = await registry.signIn(CLERK);
    const payload = { year: YEAR, class: CLASS, perStudent: 1 };
    const printed = (await registry.inject(token, { method: 'POST', url: '/link-codes', payload })).json();
    expect(printed.heldBack).toEqual([PUPIL]);
    expect(printed.slips.map(({ student }: PrintedSlip) => student)).toEqual([PUPILS[1]?.id]);
    await act(CLERK, `/guardians/${await fatherLink()}/end`, { reason: 'Liên kết lại' });
    const made = (
      await act(CLERK, '/guardian-slips', { relation: 'father', evidence: 'Giấy khai sinh', until: null })
    ).json();
    await father.post('/family/join', { code: made.code, studentId: made.studentCode, birthDate });
    expect((await father.post('/family/join/child', {})).json()).toEqual({ next: '/family' });
    expect(await status(father, BUNDLE)).toBe(404);
  });
});

describe('rows that were changed past the registry', () => {
  const restriction = () => registry.db.tables.guardian_restriction;
  beforeEach(async () => {
    await order('see-only');
    expect(await status(father, BUNDLE)).toBe(200);
  });

  it('a deleted order closes everything', async () => {
    await registry.db.commit([write((query) => query.delete(restriction()))]);
    expect(await status(father, BUNDLE)).toBe(404);
    expect(await status(mother, BUNDLE)).toBe(200);
  });

  it.each([
    { kind: 'none' },
    { state: 'ended' },
    { valid_until: '2026-09-01T00:00:00.000Z' },
    { guardian: 'x' },
  ])('an order edited to %o closes everything', async (change) => {
    await registry.db.commit([write((query) => query.update(restriction()).set(change))]);
    expect(await status(father, BUNDLE)).toBe(404);
  });

  it('an order put back to its proposal, seal and all, closes everything', async () => {
    const id = await propose('no-address');
    const [before] = await registry.db.query.select().from(restriction()).where(eq(restriction().id, id));
    await decide(HEAD, id, 'confirm');
    await registry.db.commit([
      write((query) =>
        query
          .update(restriction())
          .set(before ?? {})
          .where(eq(restriction().id, id)),
      ),
    ]);
    expect(await status(father, `/family/children/${PUPIL}`)).toBe(404);
  });

  it('a link without its orders opens nothing, and one from before the order is held by the order itself', async () => {
    const { guardian_link: link } = registry.db.tables;
    const own = eq(link.id, await fatherLink());
    const [row] = await registry.db.query.select().from(link).where(own);
    await registry.db.commit([write((query) => query.update(link).set({ limits: null }).where(own))]);
    expect(await status(father, BUNDLE)).toBe(404);
    const { sealLink } = await import('@hocba/server/guardians/links/link-seal');
    const { seal: _, ...columns } = row ?? ({} as never);
    const older = sealLink(registry.db, { ...columns, limits: null });
    await registry.db.commit([write((query) => query.update(link).set(older).where(own))]);
    expect((await father.get('/family')).json().frame.children[0].limit).toBe('see-only');
  });
});

import { write } from '@hocba/server/storage/engine/db';
import type { Objection, OneObjection } from '@hocba/shared/contract/family/quarrels/objections';
import type { SharedPage, SharesPage } from '@hocba/shared/contract/family/shares';
import type { TransferPage } from '@hocba/shared/contract/family/transfer';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLERK, HEAD, OTHER_SCHOOL, PUPILS, RECEIVER } from '../../fixtures/class-of-two.ts';
import { type FamilyBrowser, openBrowser, type SentCodes } from '../../fixtures/family/family-browser.ts';
import { startParents } from '../../fixtures/family/parents.ts';
import { addSignedYear } from '../../fixtures/family/signed-year.ts';
import type { Registry } from '../../fixtures/registry.ts';
import { addReceivingClass, type Desk, openDesk } from '../../fixtures/transfers/desk.ts';

const HOUR = 3_600_000;
const DEPARTMENT = 'so.canbo';
const HUONG = { phone: '0900 000 001', name: 'Ma Thị Hường', pin: '739204', relation: 'mother' };
const TOAN = { phone: '0900 000 002', name: 'Nguyễn Văn Toàn', pin: '480316', relation: 'father' };
const WORDS = 'Con học gần bà ngoại';
const pupil = PUPILS[0] as (typeof PUPILS)[0];
const child = `/family/children/${pupil.id}`;

let registry: Registry;
let sent: SentCodes;
let desk: Desk;
let mother: FamilyBrowser;
let father: FamilyBrowser;

beforeEach(async () => {
  ({ registry, sent, mother, father } = await startParents());
  await addSignedYear(registry);
  await addReceivingClass(registry);
  await registry.addAccount({ name: DEPARTMENT, role: 'department', school: null });
  desk = await openDesk(registry);
});
afterEach(() => registry.close());

const ask = async (account: string, url: string, payload?: object) => {
  const { token } = await registry.signIn(account);
  const method = payload === undefined ? 'GET' : 'POST';
  return registry.inject(token, { method, url, ...(payload === undefined ? {} : { payload }) });
};
const waiting = async (account: string): Promise<Objection[]> =>
  (await ask(account, '/objections')).json().objections;
const settle = (account: string, id: string, isAllowed: boolean, text = 'Đã gọi cả hai người.') =>
  ask(account, `/objections/${id}/settle`, { isAllowed, text });
const told = (contact: string): string[] =>
  sent.messages.filter(({ to }) => to === contact).map(({ text }) => text);

/** A request of the receiving school on the mother's code, to which the father objects. */
const objectToTransfer = async (): Promise<string> => {
  const { made } = (await mother.post(`${child}/codes`, { school: OTHER_SCHOOL, childAgrees: 'on' })).json();
  const looked = await registry.inject(desk.token.receiver, {
    method: 'POST',
    url: '/lookups',
    payload: { studentId: pupil.code, birthDate: pupil.birth_date, code: made.code, purpose: 'transfer' },
  });
  const { id } = await desk.request(looked.json().grant);
  await father.post(`${child}/transfer/object`, { id, text: WORDS });
  return id;
};

/** A share of the mother to which the father objects. */
const objectToShare = async (): Promise<{ id: string; path: string; pin: string }> => {
  const wish = { purpose: 'Hồ sơ học bổng', days: '7', 'year-0': '2025-2026', childAgrees: 'on' };
  const { made } = (await mother.post(`${child}/shares`, wish)).json<SharesPage>();
  const [share] = (await father.get(`${child}/shares`)).json<SharesPage>().shares;
  const id = share?.id ?? '';
  const answer = await father.post(`${child}/shares/${id}/object`, { text: WORDS });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return { id, path: new URL(made?.address ?? '').pathname, pin: made?.pin ?? '' };
};

describe('an objection to a transfer', () => {
  it('an objection waits at the department with both sides, their numbers and the words of the objection, and reading them is audited', async () => {
    const id = await objectToTransfer();
    expect(await waiting(CLERK)).toEqual([]);
    expect(await waiting(RECEIVER)).toEqual([]);
    const [one] = await waiting(DEPARTMENT);
    expect(one).toMatchObject({ matter: { kind: 'transfer', id, to: 'THCS Phan Thiết' }, isLate: false });
    const opened = (await ask(DEPARTMENT, `/objections/${id}`)).json<OneObjection>();
    expect(opened.text).toBe(WORDS);
    expect(opened.parties).toMatchObject([
      { name: HUONG.name, side: 'asks', decides: true, contacts: ['+84900000001'], order: null },
      { name: TOAN.name, side: 'objects', decides: true, contacts: ['+84900000002'], order: null },
    ]);
    const audit = await registry.db.query.select().from(registry.db.tables.audit);
    expect(audit.filter(({ action }) => action === 'objection.read')).toMatchObject([
      { actor: DEPARTMENT, student: pupil.id },
    ]);
  });

  it('an allowed transfer is submitted at once, and both guardians and both schools read why', async () => {
    const id = await objectToTransfer();
    registry.pass(100 * HOUR);
    expect((await settle(DEPARTMENT, id, true)).json().objections).toEqual([]);
    const { transfer, events } = await desk.read('receiver', id);
    expect([transfer.state, transfer.clock?.stage]).toEqual(['received', 'running']);
    expect(events.find(({ kind }) => kind === 'settle')).toMatchObject({
      text: 'Đã gọi cả hai người.',
      by: expect.stringContaining('Người dùng'),
    });
    for (const browser of [mother, father]) {
      const page = (await browser.get(`${child}/transfer`)).json<TransferPage>();
      expect(page.settled).toMatchObject({ isAllowed: true, text: 'Đã gọi cả hai người.' });
    }
    await expect
      .poll(() => [told('+84900000001'), told('+84900000002')].map((texts) => texts.at(-1)))
      .toEqual([
        expect.stringContaining('So Giao duc giai quyet viec chuyen truong'),
        expect.stringContaining('So Giao duc giai quyet viec chuyen truong'),
      ]);
  });

  it('a stopped transfer ends, says why to both, and a new one can be filed', async () => {
    const id = await objectToTransfer();
    expect((await settle(DEPARTMENT, id, false)).statusCode).toBe(200);
    expect((await desk.read('receiver', id)).transfer.state).toBe('stopped');
    const page = (await mother.get(`${child}/transfer`)).json<TransferPage>();
    expect([page.transfer, page.settled?.isAllowed]).toEqual([null, false]);
    registry.pass(HOUR);
    expect((await desk.request(await desk.lookUp())).state).toBe('announced');
    // The new request has no decision yet, and the old one is not its own.
    expect((await mother.get(`${child}/transfer`)).json<TransferPage>().settled).toBeNull();
  });

  it('an objection is settled once, with a reason, by the department alone', async () => {
    const id = await objectToTransfer();
    for (const account of [CLERK, HEAD, RECEIVER]) {
      expect([account, (await settle(account, id, true)).statusCode]).toEqual([account, 404]);
      expect([account, (await ask(account, `/objections/${id}`)).statusCode]).toEqual([account, 404]);
    }
    expect((await settle(DEPARTMENT, id, true, '   ')).json().code).toBe('REASON_MISSING');
    const both = await Promise.all([settle(DEPARTMENT, id, true), settle(DEPARTMENT, id, false)]);
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 404]);
    const audit = await registry.db.query.select().from(registry.db.tables.audit);
    expect(audit.filter(({ action }) => action === 'transfer.settle')).toHaveLength(1);
  });

  it('an objection shows the order that limits a guardian, and is late after three working days', async () => {
    const id = await objectToTransfer();
    const { guardians } = (await ask(CLERK, `/pupils/${pupil.id}/guardians`)).json();
    const link = guardians.find(({ relation }: { relation: string }) => relation === 'father').link;
    const paper = 'Quyết định số 12/2026/QĐ-BPKCTT';
    const order = { link, kind: 'see-only', document: paper, from: null, until: null };
    const { orders } = (await ask(CLERK, `/pupils/${pupil.id}/orders`, order)).json();
    await ask(HEAD, `/pupils/${pupil.id}/orders/${orders[0].id}/decide`, { decision: 'confirm' });
    registry.pass(8 * 24 * HOUR);
    const { objection, parties } = (await ask(DEPARTMENT, `/objections/${id}`)).json<OneObjection>();
    expect(objection.isLate).toBe(true);
    expect(parties[1]).toMatchObject({ decides: false, order: { kind: 'see-only', document: paper } });
  });
});

describe('an objection to a share', () => {
  it('an objection waits at the school of the pupil and nowhere else', async () => {
    const { id } = await objectToShare();
    expect(await waiting(CLERK)).toMatchObject([
      { matter: { kind: 'share', id, purpose: 'Hồ sơ học bổng' } },
    ]);
    expect([await waiting(RECEIVER), await waiting(DEPARTMENT)]).toEqual([[], []]);
    for (const account of [RECEIVER, DEPARTMENT]) {
      expect((await ask(account, `/objections/${id}`)).statusCode).toBe(404);
      expect((await settle(account, id, true)).statusCode).toBe(404);
    }
    const { text, parties } = (await ask(HEAD, `/objections/${id}`)).json<OneObjection>();
    expect([text, ...parties.map(({ side }) => side)]).toEqual([WORDS, 'asks', 'objects']);
  });

  it('an allowed share opens at once for all its days; both read why and are told', async () => {
    const { id, path, pin } = await objectToShare();
    registry.pass(100 * HOUR);
    expect((await settle(CLERK, id, true)).json().objections).toEqual([]);
    const reader = openBrowser(registry);
    await reader.post(path, { pin });
    expect((await reader.get(path)).json<SharedPage>()).toMatchObject({ state: 'open' });
    for (const browser of [mother, father]) {
      const [share] = (await browser.get(`${child}/shares`)).json<SharesPage>().shares;
      expect(share).toMatchObject({
        state: 'open',
        settled: { isAllowed: true, text: 'Đã gọi cả hai người.' },
      });
      expect(Date.parse(share?.endsAt ?? '') - Date.parse(registry.clock())).toBe(7 * 24 * HOUR);
    }
    await expect
      .poll(() => [told('+84900000001'), told('+84900000002')].map((texts) => texts.at(-1)))
      .toEqual(Array(2).fill(expect.stringContaining('nha truong giai quyet viec chia se')));
    const again = await father.post(`${child}/shares/${id}/object`, { text: WORDS });
    expect(again.json().code).toBe('TOO_LATE');
  });

  it('a stopped share shows nothing for good', async () => {
    const { id, path, pin } = await objectToShare();
    await settle(HEAD, id, false);
    registry.pass(100 * HOUR);
    const reader = openBrowser(registry);
    await reader.post(path, { pin });
    expect((await reader.get(path)).json<SharedPage>()).toMatchObject({ state: 'stopped', records: [] });
    expect((await settle(HEAD, id, true)).statusCode).toBe(404);
  });

  it.each([
    ['taken out of its row', { objected_by: null, objected_at: null }],
    ['settled past the registry', { settled_as: 'allowed' }],
  ])('an objection that is %s opens nothing', async (_, columns) => {
    const { id, path, pin } = await objectToShare();
    const { record_share: t } = registry.db.tables;
    await registry.db.commit([write((tx) => tx.update(t).set(columns).where(eq(t.id, id)))]);
    registry.pass(100 * HOUR);
    const reader = openBrowser(registry);
    await reader.post(path, { pin });
    expect((await reader.get(path)).json<SharedPage>()).toMatchObject({ state: 'stopped', records: [] });
  });
});

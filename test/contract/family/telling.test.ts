import { insertMessageStop } from '@hocba/server/storage/queries/messages/messages';
import type { Instant } from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addClassOfTwo, CLASS, CLERK, PUPILS, RECEIVER, YEAR } from '../../fixtures/class-of-two.ts';
import {
  joinWith,
  openBrowser,
  openSentCodes,
  type PrintedSlip,
  printSlips,
  type SentCodes,
} from '../../fixtures/family/family-browser.ts';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';

const HUONG = { phone: '0900 000 001', name: 'Ma Thị Hường', pin: '739204', relation: 'mother' };
const TOAN = { phone: 'toan@example.vn', name: 'Nguyễn Văn Toàn', pin: '480316', relation: 'father' };
const LAN = { phone: '0900 000 003', name: 'Hà Thị Lan', pin: '628174', relation: 'mother' };

let registry: Registry;
let sent: SentCodes;
let slips: readonly PrintedSlip[];

beforeEach(async () => {
  sent = openSentCodes();
  registry = await startRegistry({ services: { senders: sent.senders } });
  await addClassOfTwo(registry);
  slips = await printSlips(registry, CLERK, { year: YEAR, class: CLASS, perStudent: 2 });
});
afterEach(() => registry.close());

const slipOf = (pupil: number, nth = 0): PrintedSlip => slips[pupil * 2 + nth] as PrintedSlip;

const queued = async () => {
  await registry.idle();
  const rows = await registry.db.query.select().from(registry.db.tables.message);
  return rows.map(({ channel, contact, sentence, school, student }) => ({
    ...{ channel, contact, sentence, school, student },
  }));
};

/** A look-up of the receiving school, with the right code or a wrong one. */
const lookUp = async (isRight: boolean): Promise<number> => {
  const clerk = await registry.signIn(CLERK);
  const issued = await registry.inject(clerk.token, {
    method: 'POST',
    url: '/consent-codes',
    payload: { studentCode: PUPILS[0]?.code, school: '08000102' },
  });
  const receiver = await registry.signIn(RECEIVER);
  const { code: studentId } = PUPILS[0] ?? {};
  const birthDate = slipOf(0).birthDate;
  const code = isRight ? issued.json().code : '2222222222';
  const payload = { studentId, birthDate, code, purpose: 'transfer' };
  return (await registry.inject(receiver.token, { method: 'POST', url: '/lookups', payload })).statusCode;
};

it('the guardians of a child are told that a code was used, each at the own contact, and no other family is', async () => {
  await joinWith(openBrowser(registry), sent, slipOf(0, 0), HUONG);
  await joinWith(openBrowser(registry), sent, slipOf(1, 0), LAN);
  expect(await queued()).toEqual([]);
  expect(await lookUp(true)).toBe(200);
  const told = { sentence: 'code-used', school: '08000101', student: PUPILS[0]?.id };
  expect(await queued()).toEqual([{ channel: 'sms', contact: '+84900000001', ...told }]);
  expect(sent.messages.at(-1)?.text).toContain('Ma tra cuu hoc ba cua em');
});

it('a guardian reads the messages again on the own page, and sees none of another family', async () => {
  const browser = openBrowser(registry);
  await joinWith(browser, sent, slipOf(0, 0), HUONG);
  await joinWith(openBrowser(registry), sent, slipOf(1, 0), LAN);
  await lookUp(true);
  await queued();
  const page = (await browser.get(`/family/children/${PUPILS[0]?.id}/messages`)).json();
  expect(page.messages).toMatchObject([
    {
      text: expect.stringContaining('Mã tra cứu học bạ của em Tuyết được dùng ngày 01/10/2026.'),
      state: 'sent',
    },
  ]);
  expect((await browser.get(`/family/children/${PUPILS[1]?.id}/messages`)).statusCode).toBe(404);
});

it('a guardian whose number was stopped by a reply takes messages again on the own page', async () => {
  const browser = openBrowser(registry);
  await joinWith(browser, sent, slipOf(0, 0), HUONG);
  const stop = { channel: 'sms', contact: '+84900000001', since: registry.clock() };
  await registry.db.commit([
    insertMessageStop(stop),
    insertMessageStop({ ...stop, contact: '+84900000003' }),
  ]);
  const page = async () => (await browser.get(`/family/children/${PUPILS[0]?.id}/messages`)).json();
  expect((await page()).stopped).toBe(true);
  expect((await browser.post('/family/messages/resume', {})).json()).toEqual({ next: '/family' });
  expect((await page()).stopped).toBe(false);
  const left = await registry.db.query.select().from(registry.db.tables.message_stop);
  expect(left.map(({ contact }) => contact)).toEqual(['+84900000003']);
});

it('a guardian who joins is not told of it, and the guardian who was there before is', async () => {
  await joinWith(openBrowser(registry), sent, slipOf(0, 0), HUONG);
  await joinWith(openBrowser(registry), sent, slipOf(0, 1), TOAN);
  expect(await queued()).toMatchObject([{ contact: '+84900000001', sentence: 'guardian-linked' }]);
});

it('a guardian with a mail address is told by mail, and two accounts on one number get one message', async () => {
  await joinWith(openBrowser(registry), sent, slipOf(0, 0), { ...HUONG, phone: TOAN.phone });
  await joinWith(openBrowser(registry), sent, slipOf(0, 1), TOAN);
  await lookUp(false);
  expect((await queued()).filter(({ sentence }) => sentence === 'code-failed')).toMatchObject([
    { channel: 'mail', contact: 'toan@example.vn' },
  ]);
});

it('each act is told once, over a start of the registry too', async () => {
  await joinWith(openBrowser(registry), sent, slipOf(0, 0), HUONG);
  await lookUp(true);
  await queued();
  const { db, senders, keyRing, secrets, config, clock } = registry;
  const { startRegistry: start } = await import('@hocba/server/registry');
  const again = await start({ db, senders, keyRing, secrets, config, clock: clock as () => Instant });
  await again.idle();
  await again.close();
  expect(await queued()).toHaveLength(1);
});

it('a failed look-up of nobody tells nobody', async () => {
  await joinWith(openBrowser(registry), sent, slipOf(0, 0), HUONG);
  const { token } = await registry.signIn(RECEIVER);
  const payload = {
    studentId: '0899999999',
    birthDate: '2013-05-17',
    code: '2222222222',
    purpose: 'transfer',
  };
  await registry.inject(token, { method: 'POST', url: '/lookups', payload });
  expect(await queued()).toEqual([]);
});

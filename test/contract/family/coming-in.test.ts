import { write } from '@hocba/server/storage/engine/db';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addClassOfTwo, CLASS, CLERK, PUPILS, YEAR } from '../../fixtures/class-of-two.ts';
import {
  joinWith,
  openBrowser,
  openSentCodes,
  type PrintedSlip,
  printSlips,
  type SentCodes,
} from '../../fixtures/family/family-browser.ts';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';

const PHONE = '0900 000 001';
const NUMBER = '+84900000001';
const HUONG = { phone: PHONE, name: 'Ma Thị Hường', pin: '739204', relation: 'mother' };
const TOAN = { phone: PHONE, name: 'Nguyễn Văn Toàn', pin: '480316', relation: 'father' };
const MINUTE = 60_000;

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
const home = async (browser: ReturnType<typeof openBrowser>) => (await browser.get('/family')).json();

it('a class gets two slips for each pupil, in the order of its list, and no code stands in the database', async () => {
  expect(slips.map(({ student }) => student)).toEqual(
    [PUPILS[0], PUPILS[0], PUPILS[1], PUPILS[1]].map((p) => p?.id),
  );
  expect(new Set(slips.map(({ code }) => code)).size).toBe(4);
  const rows = JSON.stringify(await registry.db.query.select().from(registry.db.tables.link_code));
  for (const { code } of slips) expect(rows).not.toContain(code);
});

it('a family comes in with slip, phone and PIN, and sees its child', async () => {
  const browser = openBrowser(registry);
  const joined = await joinWith(browser, sent, slipOf(0), HUONG);
  expect([joined.statusCode, joined.json()]).toEqual([200, { next: '/family' }]);
  expect(await home(browser)).toMatchObject({
    page: 'home',
    frame: {
      guardian: 'Ma Thị Hường',
      child: PUPILS[0]?.id,
      children: [{ name: PUPILS[0]?.name, class: CLASS, school: 'THCS Tân Trào', relation: 'mother' }],
    },
    newest: null,
  });
});

it('both parents have accounts of their own on one phone, and each PIN opens its own', async () => {
  await joinWith(openBrowser(registry), sent, slipOf(0, 0), HUONG);
  await joinWith(openBrowser(registry), sent, slipOf(0, 1), TOAN);
  const browser = openBrowser(registry);
  await browser.post('/family/sign-in', { contact: PHONE });
  await browser.post('/family/sign-in/code', { code: sent.last(NUMBER) });
  const opened = await browser.post('/family/sign-in/pin', { pin: TOAN.pin });
  expect(opened.json()).toEqual({ next: '/family' });
  expect((await home(browser)).frame.guardian).toBe('Nguyễn Văn Toàn');
});

it('a second account on a phone may not have the PIN of the first', async () => {
  await joinWith(openBrowser(registry), sent, slipOf(0, 0), HUONG);
  const browser = openBrowser(registry);
  const refused = await joinWith(browser, sent, slipOf(0, 1), { ...TOAN, pin: HUONG.pin });
  expect(refused.json().code).toBe('PIN_TAKEN');
  const { name, relation, pin } = TOAN;
  const again = await browser.post('/family/join/account', { code: sent.last(NUMBER), name, relation, pin });
  expect(again.json()).toEqual({ next: '/family' });
});

it('a slip is used once', async () => {
  await joinWith(openBrowser(registry), sent, slipOf(0), HUONG);
  const { code, studentCode: studentId, birthDate } = slipOf(0);
  const again = await openBrowser(registry).post('/family/join', { code, studentId, birthDate });
  expect([again.statusCode, again.json().code]).toEqual([403, 'SLIP_REFUSED']);
});

it.each([
  ['an unknown pupil', { studentId: '0000000000' }],
  ['another birth date', { birthDate: '2013-05-18' }],
  ['another code', { code: '2222222222' }],
  ['another pupil of the class', { studentId: '0812345679' }],
])('a slip with %s is refused like every other', async (_, wrong) => {
  const { code, studentCode: studentId, birthDate } = slipOf(0);
  const browser = openBrowser(registry);
  const refused = await browser.post('/family/join', { code, studentId, birthDate, ...wrong });
  expect([refused.statusCode, refused.json().code]).toEqual([403, 'SLIP_REFUSED']);
  expect(browser.cookies.size).toBe(0);
});

it('a slip is taken as people copy it: the code in groups, the date with slashes', async () => {
  const { code, studentCode: studentId, birthDate } = slipOf(0);
  const [year, month, day] = birthDate.split('-');
  const grouped = `${code.slice(0, 3)} ${code.slice(3, 6)} ${code.slice(6)}`.toLowerCase();
  const typed = { code: grouped, studentId: ` ${studentId}`, birthDate: `${day}/${month}/${year}` };
  const payload = new URLSearchParams(typed).toString();
  const answer = await registry.app.inject({
    method: 'POST',
    url: '/family/join',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload,
  });
  expect(answer.json()).toEqual({ next: '/family/join' });
});

it('five wrong birth dates end a slip, and nobody else’s', async () => {
  const { code, studentCode: studentId, birthDate } = slipOf(0);
  for (let day = 1; day <= 5; day += 1) {
    await openBrowser(registry).post('/family/join', { code, studentId, birthDate: `2013-01-0${day}` });
  }
  const late = await openBrowser(registry).post('/family/join', { code, studentId, birthDate });
  expect(late.json().code).toBe('SLIP_REFUSED');
  const other = await joinWith(openBrowser(registry), sent, slipOf(0, 1), TOAN);
  expect(other.json()).toEqual({ next: '/family' });
});

it('a number without an account gets no code, and the answer is the one that a known number gets', async () => {
  await joinWith(openBrowser(registry), sent, slipOf(0), HUONG);
  const before = sent.messages.length;
  const unknown = await openBrowser(registry).post('/family/sign-in', { contact: '0900 000 009' });
  const known = await openBrowser(registry).post('/family/sign-in', { contact: PHONE });
  expect([unknown.statusCode, unknown.body]).toEqual([known.statusCode, known.body]);
  expect(sent.messages.length).toBe(before + 1);
});

it('five wrong codes end a code, and the next tries wait', async () => {
  await joinWith(openBrowser(registry), sent, slipOf(0), HUONG);
  const browser = openBrowser(registry);
  await browser.post('/family/sign-in', { contact: PHONE });
  const right = sent.last(NUMBER);
  const wrong = right === '111111' ? '222222' : '111111';
  for (let i = 0; i < 5; i += 1) {
    const answer = await browser.post('/family/sign-in/code', { code: wrong });
    expect(answer.json().code).toBe('CODE_WRONG');
  }
  const locked = await browser.post('/family/sign-in/code', { code: right });
  expect([locked.statusCode, locked.json().code]).toEqual([429, 'SIGN_IN_LOCKED']);
  expect(Number(locked.headers['retry-after'])).toBeGreaterThan(0);
  registry.pass(MINUTE);
  expect((await browser.post('/family/sign-in/code', { code: right })).json().code).toBe('CODE_OVER');
});

it('a contact gets three codes, then has to wait, and a code that was given back begins the count anew', async () => {
  await joinWith(openBrowser(registry), sent, slipOf(0), HUONG);
  const ask = () => openBrowser(registry).post('/family/sign-in', { contact: PHONE });
  for (let i = 0; i < 3; i += 1) expect((await ask()).statusCode).toBe(200);
  expect((await ask()).json().code).toBe('SIGN_IN_LOCKED');
  registry.pass(MINUTE + 1);
  const browser = openBrowser(registry);
  await browser.post('/family/sign-in', { contact: PHONE });
  await browser.post('/family/sign-in/code', { code: sent.last(NUMBER) });
  for (let i = 0; i < 3; i += 1) expect((await ask()).statusCode).toBe(200);
});

it('a code works for five minutes', async () => {
  await joinWith(openBrowser(registry), sent, slipOf(0), HUONG);
  const browser = openBrowser(registry);
  await browser.post('/family/sign-in', { contact: PHONE });
  registry.pass(5 * MINUTE);
  const late = await browser.post('/family/sign-in/code', { code: sent.last(NUMBER) });
  expect(late.json().code).toBe('CODE_OVER');
});

it('a way in outlives its code: the PIN is taken later than five minutes after the code', async () => {
  await joinWith(openBrowser(registry), sent, slipOf(0), HUONG);
  const browser = openBrowser(registry);
  await browser.post('/family/sign-in', { contact: PHONE });
  registry.pass(4 * MINUTE);
  await browser.post('/family/sign-in/code', { code: sent.last(NUMBER) });
  registry.pass(20 * MINUTE);
  expect((await browser.post('/family/sign-in/pin', { pin: HUONG.pin })).json()).toEqual({ next: '/family' });
});

it('a browser keeps the language that was chosen in it, and no choice leads out of the family’s pages', async () => {
  const browser = openBrowser(registry);
  const away = await browser.post('/family/language', { language: 'en', next: '//elsewhere.example' });
  expect([away.statusCode, away.json().code]).toEqual([400, 'INVALID_INPUT']);
  const unknown = await browser.post('/family/language', { language: 'xx', next: '/family' });
  expect([unknown.statusCode, browser.cookies.size]).toEqual([400, 0]);
  const chosen = await browser.post('/family/language', { language: 'en', next: '/family/join' });
  expect([chosen.json(), [...browser.cookies.values()]]).toEqual([{ next: '/family/join' }, ['en']]);
});

it('a PIN opens nothing before the code was right', async () => {
  await joinWith(openBrowser(registry), sent, slipOf(0), HUONG);
  const browser = openBrowser(registry);
  await browser.post('/family/sign-in', { contact: PHONE });
  const early = await browser.post('/family/sign-in/pin', { pin: HUONG.pin });
  expect(early.json().code).toBe('CODE_OVER');
});

it('a family that is signed in adds a further child with its slip', async () => {
  const browser = openBrowser(registry);
  await joinWith(browser, sent, slipOf(0), HUONG);
  const { code, studentCode: studentId, birthDate } = slipOf(1);
  await browser.post('/family/join', { code, studentId, birthDate });
  expect((await browser.get('/family/join')).json().step).toBe('child');
  expect((await browser.post('/family/join/child', {})).json().code).toBe('RELATION_NOT_STATED');
  const added = await browser.post('/family/join/child', { relation: 'mother' });
  expect(added.json()).toEqual({ next: '/family' });
  expect((await home(browser)).frame.children).toHaveLength(2);
});

it('a session ends by signing out, after its silence, and when rows are edited past the registry', async () => {
  const browser = openBrowser(registry);
  await joinWith(browser, sent, slipOf(0), HUONG);
  const { db } = registry;
  const [row] = await db.query.select().from(db.tables.guardian_session);
  expect(row).toBeDefined();
  const other = openBrowser(registry);
  await joinWith(other, sent, slipOf(1), { ...TOAN, phone: '0900 000 002' });
  // An administrator of the database gives the first session to the second account.
  const [, second] = await db.query.select().from(db.tables.guardian);
  await db.commit([
    write((query, { guardian_session: t }) =>
      query
        .update(t)
        .set({ guardian: second?.id ?? '' })
        .where(eq(t.id, row?.id ?? '')),
    ),
  ]);
  expect((await browser.get('/family')).json().code).toBe('SESSION_ENDED');
  await other.post('/family/sign-out', {});
  expect((await other.get('/family')).json().code).toBe('SESSION_ENDED');
});

it('a phone that others use too forgets the family after a quarter of an hour', async () => {
  const browser = openBrowser(registry);
  await joinWith(browser, sent, slipOf(0), HUONG);
  const shared = openBrowser(registry);
  await shared.post('/family/sign-in', { contact: PHONE });
  await shared.post('/family/sign-in/code', { code: sent.last(NUMBER) });
  await shared.post('/family/sign-in/pin', { pin: HUONG.pin, shared: 'on' });
  registry.pass(15 * MINUTE);
  expect((await shared.get('/family')).json().code).toBe('SESSION_ENDED');
  expect((await browser.get('/family')).statusCode).toBe(200);
});

it('a form of another site is refused', async () => {
  const answer = await registry.app.inject({
    method: 'POST',
    url: '/family/sign-in',
    headers: { origin: 'https://example.com', 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'contact=0900000001',
  });
  expect([answer.statusCode, answer.json().code]).toEqual([403, 'CROSS_SITE']);
});

it('no code, PIN, phone number and name of a family stands in the log', async () => {
  await joinWith(openBrowser(registry), sent, slipOf(0), HUONG);
  const log = registry.logLines.join('');
  expect(log).toContain('/family/join');
  const secrets = [HUONG.name, HUONG.pin, NUMBER, PHONE, '900000001', slipOf(0).code, sent.last(NUMBER)];
  for (const secret of secrets) expect(log).not.toContain(secret);
});

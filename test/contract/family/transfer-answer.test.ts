import type { TransferPage } from '@hocba/shared/contract/family/transfer';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addClassOfTwo, CLASS, CLERK, OTHER_SCHOOL, PUPILS, YEAR } from '../../fixtures/class-of-two.ts';
import {
  type FamilyBrowser,
  joinWith,
  openBrowser,
  openSentCodes,
  type PrintedSlip,
  printSlips,
} from '../../fixtures/family/family-browser.ts';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';
import { addReceivingClass, type Desk, openDesk, PLACE } from '../../fixtures/transfers/desk.ts';

const HOUR = 3_600_000;
const HUONG = { phone: '0900 000 001', name: 'Ma Thị Hường', pin: '739204', relation: 'mother' };
const TOAN = { phone: '0900 000 002', name: 'Nguyễn Văn Toàn', pin: '480316', relation: 'father' };
const pupil = PUPILS[0] as (typeof PUPILS)[0];
const page = `/family/children/${pupil.id}/transfer`;

let registry: Registry;
let desk: Desk;
let mother: FamilyBrowser;
let father: FamilyBrowser;

beforeEach(async () => {
  const sent = openSentCodes();
  registry = await startRegistry({ services: { senders: sent.senders } });
  await addClassOfTwo(registry);
  await addReceivingClass(registry);
  const slips = await printSlips(registry, CLERK, { year: YEAR, class: CLASS, perStudent: 2 });
  mother = openBrowser(registry);
  father = openBrowser(registry);
  await joinWith(mother, sent, slips[0] as PrintedSlip, HUONG);
  await joinWith(father, sent, slips[1] as PrintedSlip, TOAN);
  desk = await openDesk(registry);
});
afterEach(() => registry.close());

const seenBy = async (browser: FamilyBrowser) => (await browser.get(page)).json<TransferPage>().transfer;
/** A look-up with the mother's own code, and the request of the receiving clerk. */
const fileWithOwnCode = async () => {
  const wish = { school: OTHER_SCHOOL, childAgrees: 'on' };
  const made = (await mother.post(`/family/children/${pupil.id}/codes`, wish)).json().made;
  const looked = await registry.inject(desk.token.receiver, {
    method: 'POST',
    url: '/lookups',
    payload: { studentId: pupil.code, birthDate: pupil.birth_date, code: made.code, purpose: 'transfer' },
  });
  return desk.request(looked.json().grant);
};
const answer = (browser: FamilyBrowser, what: 'object' | 'agree', id: string) =>
  browser.post(`${page}/${what}`, what === 'object' ? { id, text: 'Con học gần bà ngoại' } : { id });

it('a request that one parent asked for waits for the other, and the agreement submits it at once', async () => {
  const filed = await fileWithOwnCode();
  expect(filed.state).toBe('announced');
  expect(await seenBy(mother)).toMatchObject({ state: 'announced', mayObject: false, mayAgree: false });
  expect(await seenBy(father)).toMatchObject({ state: 'announced', mayObject: true, mayAgree: true });
  expect((await father.get('/family')).json().todo).toMatchObject({ receiver: 'THCS Phan Thiết' });
  expect((await mother.get('/family')).json().todo).toBeNull();
  expect((await answer(father, 'agree', filed.id)).statusCode).toBe(200);
  expect(await seenBy(father)).toMatchObject({ state: 'received', mayObject: false });
  const { transfer } = await desk.read('receiver', filed.id);
  expect(transfer.state).toBe('received');
});

it('an objection stops a request, and the hours that pass do not submit it', async () => {
  const filed = await fileWithOwnCode();
  expect((await answer(father, 'object', filed.id)).statusCode).toBe(200);
  registry.pass(100 * HOUR);
  await registry.idle();
  expect((await seenBy(mother))?.state).toBe('objected');
  const withdrawn = await desk.act('receiver', (await desk.read('receiver', filed.id)).transfer, {
    kind: 'withdraw',
    text: 'Hai bên gia đình chưa thống nhất',
  });
  expect(withdrawn.state).toBe('withdrawn');
});

it('silence submits a request once the hours are over, and then nobody can object', async () => {
  const filed = await fileWithOwnCode();
  const until = Date.parse((await seenBy(father))?.objectUntil ?? '');
  registry.pass(until - Date.parse(registry.clock()) + 1);
  await expect.poll(async () => (await seenBy(father))?.state).toBe('received');
  const late = await answer(father, 'object', filed.id);
  expect([late.statusCode, late.json().code]).toEqual([409, 'TOO_LATE']);
});

it('the parent who asked neither agrees nor objects, and nobody answers for another transfer', async () => {
  const filed = await fileWithOwnCode();
  expect((await answer(mother, 'agree', filed.id)).json().code).toBe('FORBIDDEN');
  expect((await answer(mother, 'object', filed.id)).json().code).toBe('FORBIDDEN');
  expect((await answer(father, 'agree', '01KB0000000000000000000001')).json().code).toBe('NOT_FOUND');
});

it('a request on a code of the old school waits for both parents, and neither can end the wait alone', async () => {
  const filed = await desk.request(await desk.lookUp());
  expect(filed.state).toBe('announced');
  expect(await seenBy(mother)).toMatchObject({ mayObject: true, mayAgree: false });
  expect((await answer(father, 'agree', filed.id)).json().code).toBe('FORBIDDEN');
});

it('a code that one parent used days ago does not make it the one who asks', async () => {
  const wish = { school: OTHER_SCHOOL, childAgrees: 'on' };
  const { code } = (await mother.post(`/family/children/${pupil.id}/codes`, wish)).json().made;
  const person = { studentId: pupil.code, birthDate: pupil.birth_date, purpose: 'transfer' };
  const post = (token: string, url: string, payload: object) =>
    registry.inject(token, { method: 'POST', url, payload });
  await post(desk.token.receiver, '/lookups', { ...person, code });
  registry.pass(25 * HOUR);
  desk = await openDesk(registry);
  const asked = await post(desk.token.receiver, '/lookup-requests', {
    ...person,
    ...{ name: pupil.name, ground: 'guardian-away', reason: 'Cha mẹ đi làm xa' },
  });
  await registry.addAccount({ name: 'so.canbo', role: 'department', school: null });
  const department = (await registry.signIn('so.canbo')).token;
  await post(department, `/lookup-requests/${asked.json().id}/decision`, { decision: 'grant' });
  const listed = await registry.inject(desk.token.receiver, { url: '/lookup-requests' });
  const { grant } = listed.json().requests[0];
  await desk.request(grant);
  expect(await seenBy(mother)).toMatchObject({ state: 'announced', mayObject: true });
});

it('a request about a child with one guardian waits for nobody', async () => {
  const grant = await desk.lookUp(1);
  expect((await desk.request(grant, PLACE)).state).toBe('received');
});

import { write } from '@hocba/server/storage/engine/db';
import { findEnrolment, leaveSchool } from '@hocba/server/storage/queries/schools/schools';
import { checkWhereabouts } from '@hocba/server/transfers/oversight/check-whereabouts';
import type { ResponseOf } from '@hocba/shared/contract/endpoint';
import type {
  listOverseenTransfers,
  listPupilsWithoutSchool,
} from '@hocba/shared/contract/transfers/oversight';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addClassOfTwo,
  CLASS,
  CLERK,
  HEAD,
  PUPILS,
  RECEIVER,
  SCHOOL,
  YEAR,
} from '../../fixtures/class-of-two.ts';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';
import { addReceivingClass, type Desk, openDesk } from '../../fixtures/transfers/desk.ts';

const DEPARTMENT = 'so.canbo';
const DAY = 86_400_000;
const [TUYET, DIN] = PUPILS as [(typeof PUPILS)[0], (typeof PUPILS)[0]];
let registry: Registry;
let desk: Desk;

beforeEach(async () => {
  registry = await startRegistry();
  await addClassOfTwo(registry);
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
const overseen = async () =>
  (await ask(DEPARTMENT, '/transfers/overseen')).json<ResponseOf<typeof listOverseenTransfers>>();
const poolOf = async (account: string) =>
  (await ask(account, '/pupils/without-school')).json<ResponseOf<typeof listPupilsWithoutSchool>>();
const codesOf = async (account: string) => (await poolOf(account)).pupils.map(({ code }) => code);
const leave = async (student: string, day: string) => {
  const row = await findEnrolment(registry.db, SCHOOL, YEAR, student);
  if (row === undefined) throw new Error('not enrolled');
  await registry.db.commit([leaveSchool(row, day)]);
};
const settle = (account: string, student: string, body: object) =>
  ask(account, `/pupils/${student}/whereabouts`, body);
const FOUND = { kind: 'other-school', note: 'Đã vào THCS Lê Lợi, Phú Thọ' };

describe('the department’s list of transfers', () => {
  it('the list of transfers begins with the late ones, and names no pupil', async () => {
    const first = await desk.request(await desk.lookUp(0));
    registry.pass(4 * DAY);
    await registry.idle();
    const second = await desk.request(await desk.lookUp(1));
    expect((await overseen()).transfers.map(({ id }) => id)).toEqual([first.id, second.id]);
    expect(await overseen()).toMatchObject({ inAll: 2, late: 0 });
    registry.pass(5 * DAY);
    const late = await overseen();
    expect(late).toMatchObject({ inAll: 2, late: 1 });
    expect(late.transfers[0]).toMatchObject({ id: first.id, clock: { stage: 'overdue' }, step: 'decision' });
    const text = JSON.stringify(late);
    expect(
      [TUYET, DIN].flatMap(({ name, code, id }) => [name, code, id]).filter((one) => text.includes(one)),
    ).toEqual([]);
  });

  it('a transfer whose clock rests comes last, and one that has ended is not listed', async () => {
    const waiting = await desk.request(await desk.lookUp(0));
    await desk.act('newHead', waiting, { kind: 'ask', text: 'Thiếu giấy khai sinh' } as never);
    registry.pass(DAY);
    const running = await desk.request(await desk.lookUp(1));
    expect((await overseen()).transfers.map(({ id, clock }) => [id, clock?.stage])).toEqual([
      [running.id, 'running'],
      [waiting.id, 'paused'],
    ]);
    await desk.act('receiver', running, { kind: 'withdraw', text: 'Gia đình đổi ý' } as never);
    expect((await overseen()).transfers.map(({ id }) => id)).toEqual([waiting.id]);
  });

  it('nobody but the department reads the transfers of other schools', async () => {
    for (const account of [CLERK, HEAD, RECEIVER]) {
      expect([account, (await ask(account, '/transfers/overseen')).statusCode]).toEqual([account, 403]);
    }
  });
});

describe('pupils without a destination', () => {
  it('a pupil who has left waits in the list of the department and of the last school, and in no other', async () => {
    expect(await codesOf(DEPARTMENT)).toEqual([]);
    await leave(TUYET.id, '2026-09-28');
    await leave(DIN.id, '2026-09-20');
    const { pupils, inAll } = await poolOf(DEPARTMENT);
    expect(inAll).toBe(2);
    expect(pupils.map(({ code, since }) => [code, since])).toEqual([
      [DIN.code, '2026-09-20'],
      [TUYET.code, '2026-09-28'],
    ]);
    expect(pupils[1]).toMatchObject({
      last: { school: { code: SCHOOL }, class: CLASS, year: YEAR },
      attempt: null,
    });
    expect(await codesOf(CLERK)).toEqual([DIN.code, TUYET.code]);
    expect(await codesOf(RECEIVER)).toEqual([]);
  });

  it('a pupil whose request runs is no longer without a destination, and is again when it is refused', async () => {
    const grant = await desk.lookUp(0);
    await leave(TUYET.id, '2026-09-30');
    const filed = await desk.request(grant);
    expect(await codesOf(DEPARTMENT)).toEqual([]);
    const refuse = { kind: 'refuse', reason: 'no-place', text: 'Trường đã đủ học sinh' };
    await desk.act('newHead', filed, refuse as never);
    await registry.idle();
    const { pupils } = await poolOf(DEPARTMENT);
    expect(pupils).toMatchObject([
      { code: TUYET.code, attempt: { to: { name: 'THCS Phan Thiết' }, end: 'refused' } },
    ]);
  });

  it('a pupil who was refused and still studies at the old school has a destination', async () => {
    const filed = await desk.request(await desk.lookUp(0));
    await desk.act('receiver', filed, { kind: 'withdraw', text: 'Gia đình đổi ý' } as never);
    expect(await codesOf(DEPARTMENT)).toEqual([]);
    // Once the school year is over and no class of the next one has the pupil, nobody knows where the pupil goes.
    registry.pass(340 * DAY);
    expect((await poolOf(DEPARTMENT)).pupils).toMatchObject([
      { code: TUYET.code, since: '2027-09-01', attempt: { end: 'withdrawn' } },
    ]);
  });

  it('a pupil about whom it is noted where the pupil is leaves the list, in the audit and among the looks', async () => {
    await leave(TUYET.id, '2026-09-28');
    await leave(DIN.id, '2026-09-28');
    expect((await settle(CLERK, TUYET.id, { ...FOUND, note: '  ' })).json().code).toBe('REASON_MISSING');
    expect((await settle(CLERK, TUYET.id, FOUND)).statusCode).toBe(200);
    expect(
      (await settle(DEPARTMENT, DIN.id, { kind: 'abroad', note: 'Theo bố mẹ sang Lào' })).statusCode,
    ).toBe(200);
    expect(await codesOf(DEPARTMENT)).toEqual([]);
    const acts = await registry.db.query.select().from(registry.db.tables.audit);
    const settled = acts.filter(({ action }) => action === 'pool.settled');
    expect(settled.map(({ actor, student }) => [actor, student])).toEqual([
      [CLERK, TUYET.id],
      [DEPARTMENT, DIN.id],
    ]);
    expect(JSON.stringify(settled)).not.toContain('Lê Lợi');
    expect(await checkWhereabouts(registry.db)).toEqual([]);
  });

  it('a note that was edited, made or taken away past the registry is named against the audit', async () => {
    await leave(TUYET.id, '2026-09-28');
    await settle(CLERK, TUYET.id, FOUND);
    const { db } = registry;
    const name = `note of where ${TUYET.id} is of ${registry.clock()}`;
    await db.commit([
      write((query, { whereabouts: t }) => query.update(t).set({ note: 'Đã vào trường khác' })),
    ]);
    expect(await checkWhereabouts(db)).toEqual([`${name} is not what the audit says`]);
    await db.commit([write((query, { whereabouts: t }) => query.update(t).set({ id: 'mine' }))]);
    expect(await checkWhereabouts(db)).toEqual([`${name} is in no act of the audit`, `${name} is missing`]);
  });

  it('a note of before a pupil left again does not hide the pupil', async () => {
    await leave(TUYET.id, '2026-09-28');
    await settle(CLERK, TUYET.id, FOUND);
    const { enrolment } = registry.db.tables;
    registry.pass(10 * DAY);
    await registry.db.commit([write((query) => query.update(enrolment).set({ left_on: '2026-10-09' }))]);
    expect(await codesOf(CLERK)).toContain(TUYET.code);
  });

  it('a note about a pupil who is in no list of the account is refused alike for everybody', async () => {
    await leave(DIN.id, '2026-09-28');
    const refused = [
      await settle(CLERK, TUYET.id, FOUND),
      await settle(RECEIVER, DIN.id, FOUND),
      await settle(RECEIVER, 's999999999999', FOUND),
      await settle(DEPARTMENT, 's999999999999', FOUND),
    ];
    expect(refused.map(({ statusCode, json }) => [statusCode, json().code])).toEqual(
      Array(4).fill([404, 'NOT_FOUND']),
    );
    const teacher = await ask('toan.8a1', '/pupils/without-school');
    expect(teacher.statusCode).toBe(403);
  });
});

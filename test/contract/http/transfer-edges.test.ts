import { findSheet } from '@hocba/server/storage/queries/records/sheets';
import { findYearRecord } from '@hocba/server/storage/queries/records/year-records';
import {
  findEnrolment,
  insertClass,
  setLanguage,
  updateEnrolment,
} from '@hocba/server/storage/queries/schools/schools';
import { readRunningYear } from '@hocba/server/transfers/marks/running-year';
import type { SheetState } from '@hocba/shared/record/sheet-state';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  addClassOfTwo,
  DATABASE,
  entryOf,
  OTHER_SCHOOL,
  PUPILS,
  SCHOOL,
  TEACHER,
  YEAR,
} from '../../fixtures/class-of-two.ts';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';
import { addReceivingClass, type Desk, NEW_CLASS, openDesk, PLACE } from '../../fixtures/transfers/desk.ts';

/* The cases at the edge of a transfer, each with the answer that the two schools get. */

const MOVER = PUPILS[0] as (typeof PUPILS)[0];
const NEW_DATABASE = `${OTHER_SCHOOL}-${YEAR}`;
const NEW_TEACHER = 'toan.8b';
const DAY = 86_400_000;
const place = PLACE as never;
let registry: Registry;
let desk: Desk;

beforeEach(async () => {
  registry = await startRegistry({ env: { AGENCY_CODES: 'H60' } });
  await addClassOfTwo(registry);
});
afterEach(() => registry.close());

const open = async (subjects?: readonly string[]): Promise<void> => {
  await addReceivingClass(registry, subjects);
  const assignments = [{ year: YEAR, class: NEW_CLASS, subject: 'toan' }] as never;
  await registry.addAccount({ name: NEW_TEACHER, role: 'teacher', school: OTHER_SCHOOL, assignments });
  desk = await openDesk(registry);
};

const enter = async (
  account: string,
  database: string,
  sheet: string,
  marks: readonly (readonly [string, number])[],
): Promise<void> => {
  const { token } = await registry.signIn(account);
  const cells = marks.map(([column, value]) => [MOVER.id, column, value, null]);
  const entry = {
    ...entryOf(cells, sheet as never),
    by: account,
    _rev: '1-0123456789abcdef0123456789abcdef',
  };
  const payload = { new_edits: false, docs: [entry] };
  const url = `/sync/${database}/_bulk_docs`;
  const answer = await registry.inject(token, { method: 'POST', url, payload });
  if (answer.statusCode !== 201 || answer.body.includes('error')) throw new Error(answer.body);
  await registry.idle();
};

const codeOf = async (token: string, url: string, payload: object): Promise<string> =>
  (await registry.inject(token, { method: 'POST', url, payload })).json<{ code: string }>().code;

const throughTo = async (last: 'accept' | 'release' | 'place') => {
  const filed = await desk.request(await desk.lookUp());
  const accepted = await desk.act('newHead', filed, { kind: 'accept' });
  if (last === 'accept') return accepted;
  const released = await desk.act('head', accepted, { kind: 'release' });
  if (last === 'release') return released;
  const placed = await desk.act('receiver', released, { kind: 'place', place });
  await registry.idle();
  return placed;
};

const cellsOf = async (sheet: string): Promise<Record<string, unknown>> => {
  const row = await findSheet(registry.db, NEW_DATABASE, sheet);
  const { cells } = JSON.parse(row?.body ?? '{"cells":{}}') as SheetState;
  return Object.fromEntries(
    Object.entries(cells[MOVER.id] ?? {}).map(([column, [value]]) => [column, value]),
  );
};

it('the marks of a mover in mid-term are counted over both schools', async () => {
  await open();
  await enter(TEACHER, DATABASE, '8A1:toan:hk1', [
    ['tx1', 85],
    ['tx2', 70],
  ]);
  await throughTo('place');
  await enter(NEW_TEACHER, NEW_DATABASE, `${NEW_CLASS}:toan:hk1`, [
    ['tx3', 90],
    ['tx4', 60],
    ['gk', 75],
    ['ck', 80],
  ]);
  expect(await cellsOf(`${NEW_CLASS}:toan:hk1`)).toEqual({
    tx1: 85,
    tx2: 70,
    tx3: 90,
    tx4: 60,
    gk: 75,
    ck: 80,
  });
  const record = await findYearRecord(registry.db, NEW_DATABASE, MOVER.id);
  const { subjects } = JSON.parse(record?.body ?? '{}') as { subjects: { subject: string; hk1: number }[] };
  // (8,5 + 7 + 9 + 6 + 2·7,5 + 3·8) / 9 = 7,7
  expect(subjects.find(({ subject }) => subject === 'toan')?.hk1).toBe(77);
});

it('an elective that the new class does not have stays with the old school, and the dry run says so', async () => {
  await open(['toan', 'ly']);
  await enter(TEACHER, DATABASE, '8A1:toan:hk1', [['tx1', 85]]);
  const grant = await desk.lookUp();
  const answer = await registry.inject(desk.token.receiver, {
    method: 'POST',
    url: '/transfers/preview',
    payload: { grant, year: YEAR, class: NEW_CLASS },
  });
  expect(answer.json()).toMatchObject({
    from: { code: SCHOOL },
    fromClass: '8A1',
    due: '2026-10-08T10:00:00.000Z',
    workingDays: 5,
    objectUntil: null,
    isOpenElsewhere: false,
    subjects: [
      { subject: 'gdtc', match: 'kept', marks: 0 },
      { subject: 'toan', match: 'same', marks: 1 },
      { subject: 'ly', match: 'new', marks: 0 },
    ],
  });
});

it('the marks of another foreign language do not go along', async () => {
  await registry.db.commit(
    insertClass({ school: SCHOOL, year: YEAR, code: '8A3', grade: 8 }, [
      { school: SCHOOL, year: YEAR, class: '8A3', subject: 'nn1', regular_marks: 4, language: 'en' },
    ]),
  );
  const own = await findEnrolment(registry.db, SCHOOL, YEAR, MOVER.id);
  if (own === undefined) throw new Error('the pupil is enrolled');
  await registry.db.commit([updateEnrolment({ ...own, class: '8A3' })]);
  const assignments = [{ year: YEAR, class: '8A3', subject: 'nn1' }] as never;
  await registry.addAccount({ name: 'nn.8a3', role: 'teacher', assignments });
  await open(['nn1', 'toan']);
  const there = { school: OTHER_SCHOOL, year: YEAR, class: NEW_CLASS, subject: 'nn1' };
  await registry.db.commit([setLanguage(there, 'zh')]);
  await enter('nn.8a3', DATABASE, '8A3:nn1:hk1', [['tx1', 90]]);
  const current = await findEnrolment(registry.db, SCHOOL, YEAR, MOVER.id);
  expect(current && (await readRunningYear(registry.db, current)).sheets).toHaveLength(1);
  await throughTo('place');
  expect(await cellsOf(`${NEW_CLASS}:nn1:hk1`)).toEqual({});
});

it('a pupil who was refused gets a signed reason and may apply again', async () => {
  await open();
  const filed = await desk.request(await desk.lookUp());
  const refused = await desk.act('newHead', filed, {
    kind: 'refuse',
    reason: 'no-place',
    text: 'Lớp 8 đã đủ 45 em.',
  });
  expect(refused).toMatchObject({ state: 'done', outcome: 'refused', clock: null });
  const { events, results } = await desk.read('receiver', filed.id);
  expect(events.at(-2)).toMatchObject({ kind: 'refuse', reason: 'no-place', text: 'Lớp 8 đã đủ 45 em.' });
  expect(results.map(({ kind }) => kind)).toEqual(['decision']);
  const again = await desk.request(await desk.lookUp());
  expect(again).toMatchObject({ state: 'received', code: 'H60-261001-0002' });
});

it('a request that was withdrawn frees the pupil for another one, and is over for both schools', async () => {
  await open();
  const filed = await desk.request(await desk.lookUp());
  const withdrawn = await desk.act('receiver', filed, { kind: 'withdraw', text: 'Gia đình đổi ý.' });
  expect(withdrawn).toMatchObject({ state: 'withdrawn', acts: [] });
  expect(
    await codeOf(desk.token.newHead, `/transfers/${filed.id}/events`, {
      seq: withdrawn.seq,
      act: { kind: 'accept' },
    }),
  ).toBe('ACTION_NOT_ALLOWED');
  expect((await desk.request(await desk.lookUp())).state).toBe('received');
});

it('of two receiving schools exactly one has the request of a pupil', async () => {
  await open();
  await registry.db.commit(
    insertClass({ school: '01000201', year: YEAR, code: '8C', grade: 8 }, [
      { school: '01000201', year: YEAR, class: '8C', subject: 'toan', regular_marks: 4 },
    ]),
  );
  await registry.addAccount({ name: 'clerk.nguyentrai', role: 'clerk', school: '01000201' });
  const { token } = await registry.signIn('clerk.nguyentrai');
  const grants = [await desk.lookUp()];
  const { code } = (
    await registry.inject(desk.token.clerk, {
      method: 'POST',
      url: '/consent-codes',
      payload: { studentCode: MOVER.code, school: '01000201' },
    })
  ).json<{ code: string }>();
  const looked = await registry.inject(token, {
    method: 'POST',
    url: '/lookups',
    payload: { studentId: MOVER.code, birthDate: MOVER.birth_date, code, purpose: 'transfer' },
  });
  grants.push(looked.json<{ grant: string }>().grant);
  const requests = [
    [desk.token.receiver, { grant: grants[0], place: PLACE }],
    [token, { grant: grants[1], place: { ...PLACE, class: '8C' } }],
  ] as const;
  const answers = await Promise.all(
    requests.map(([who, payload]) => registry.inject(who, { method: 'POST', url: '/transfers', payload })),
  );
  expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);
  const lost = answers.find(({ statusCode }) => statusCode === 409);
  expect(lost?.json()).toMatchObject({ code: 'TRANSFER_OPEN' });
});

it('a pupil without a present school is released at once and comes without marks', async () => {
  await open();
  const grant = await desk.lookUp();
  const own = await findEnrolment(registry.db, SCHOOL, YEAR, MOVER.id);
  if (own === undefined) throw new Error('the pupil is enrolled');
  await registry.db.commit([updateEnrolment({ ...own, status: 'moved-away', left_on: '2026-09-20' })]);
  const filed = await desk.request(grant);
  expect(filed).toMatchObject({ from: null, fromClass: null });
  const accepted = await desk.act('newHead', filed, { kind: 'accept' });
  expect(accepted).toMatchObject({ step: 'placement' });
  await desk.act('receiver', accepted, { kind: 'place', place });
  await registry.idle();
  expect((await desk.read('receiver', filed.id)).transfer.state).toBe('done');
  expect(await cellsOf(`${NEW_CLASS}:toan:hk1`)).toEqual({});
});

it('a release that is undone gives the decision no new date, and the next one takes later marks along', async () => {
  await open();
  await enter(TEACHER, DATABASE, '8A1:toan:hk1', [['tx1', 85]]);
  const released = await throughTo('release');
  const undone = await desk.act('head', released, { kind: 'undo-release', text: 'Còn một điểm chưa nhập.' });
  expect(undone).toMatchObject({ step: 'release', clock: { due: '2026-10-06T10:00:00.000Z' } });
  await enter(TEACHER, DATABASE, '8A1:toan:hk1', [['tx2', 65]]);
  const again = await desk.act('head', undone, { kind: 'release' });
  await desk.act('receiver', again, { kind: 'place', place });
  await registry.idle();
  expect(await cellsOf(`${NEW_CLASS}:toan:hk1`)).toEqual({ tx1: 85, tx2: 65 });
});

it('a supplement stops the clock, is asked for once, and ends the request by itself after thirty days', async () => {
  await open();
  const filed = await desk.request(await desk.lookUp());
  const asked = await desk.act('newHead', filed, { kind: 'ask', text: 'Giấy xác nhận khuyết tật.' });
  expect(asked).toMatchObject({ state: 'waiting', clock: { due: null, stage: 'paused' } });
  registry.pass(2 * DAY);
  const answered = await desk.act('receiver', asked, { kind: 'answer', text: 'Gia đình đã nộp.' });
  // Asked on Thursday at 9:00, answered on Saturday: the rest of Thursday and Friday are added to 8 October at 17:00.
  expect(answered.clock?.due).toBe('2026-10-12T08:00:00.000Z');
  await expect(desk.act('newHead', answered, { kind: 'ask', text: 'Thêm' })).rejects.toThrow(
    'SUPPLEMENT_ASKED_ALREADY',
  );
  await desk.act('receiver', answered, { kind: 'withdraw', text: 'Nộp lại sau.' });
  const second = await desk.request(await desk.lookUp());
  const waiting = await desk.act('newHead', second, { kind: 'ask', text: 'Giấy xác nhận khuyết tật.' });
  registry.pass(31 * DAY);
  await registry.idle();
  const { transfer } = await desk.read('receiver', waiting.id);
  expect(transfer).toMatchObject({ state: 'stopped', acts: [] });
});

it('a class of another grade and the own pupil are refused before anything is filed', async () => {
  await open();
  await registry.db.commit(
    insertClass({ school: OTHER_SCHOOL, year: YEAR, code: '9B', grade: 9 }, [
      { school: OTHER_SCHOOL, year: YEAR, class: '9B', subject: 'toan', regular_marks: 4 },
    ]),
  );
  const grant = await desk.lookUp();
  const request = (change: object) =>
    codeOf(desk.token.receiver, '/transfers', { grant, place: { ...PLACE, ...change } });
  expect(await request({ class: '9B' })).toBe('TRANSFER_CLASS_UNFIT');
  expect(await request({ class: '8Z' })).toBe('CLASS_UNKNOWN');
  const placed = await throughTo('place');
  expect(placed.state).toBe('signed');
  expect(await request({})).toBe('TRANSFER_SAME_SCHOOL');
});

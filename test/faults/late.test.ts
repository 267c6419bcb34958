import { write } from '@hocba/server/storage/engine/db';
import {
  type EnrolmentRow,
  findEnrolment,
  insertEnrolments,
  updateEnrolment,
} from '@hocba/server/storage/queries/schools/schools';
import type { CellValue } from '@hocba/shared/marks/cell';
import type { Entry } from '@hocba/shared/record/entry';
import type { ColumnCode, StudentId } from '@hocba/shared/school/identifiers';
import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CLERK, SCHOOL } from '../fixtures/class-of-two.ts';
import { type Computer, type Office, ONE, openOffice, TWO } from './office.ts';

/* Marks that were entered with no network while something else happened at the registry. */

let office: Office;
let teacher: Computer;
let clerk: Computer;
beforeEach(async () => {
  office = await openOffice();
  teacher = await office.open();
  clerk = await office.open(CLERK);
  for (const computer of [teacher, clerk]) await computer.sync();
});
afterEach(() => office.close());

const COLUMNS: readonly ColumnCode[] = ['tx1', 'tx2', 'tx3', 'tx4', 'gk', 'ck'];
const ALL = [ONE, TWO].flatMap((student) =>
  COLUMNS.map((column): [StudentId, ColumnCode, CellValue] => [student, column, 70]),
);
const entries = async () => (await office.log()).map(({ body }) => JSON.parse(body) as Entry);
const lastEntry = async () => (await entries()).at(-1);
const enrolment = async (student: StudentId): Promise<EnrolmentRow> => {
  const row = await findEnrolment(office.registry.db, SCHOOL, office.year, student);
  if (row === undefined) throw new Error('not enrolled');
  return row;
};
const move = async (student: StudentId, to: string) => {
  await office.registry.db.commit([updateEnrolment({ ...(await enrolment(student)), class: to })]);
  await office.republish();
  await office.republish('8A2');
};
const takeOut = async (student: StudentId) => {
  const { db } = office.registry;
  await db.commit([
    write((query, { enrolment: t }) =>
      query.delete(t).where(and(eq(t.student, student), eq(t.year, office.year))),
    ),
  ]);
  await office.republish();
};

it('fault 23: a change of a cell that was closed meanwhile is kept, not applied, and its author is told', async () => {
  await teacher.enterAll(ALL);
  await teacher.sync();
  await clerk.sync();
  await clerk.enter('gk', 95);
  await teacher.closeSheet();
  await teacher.sync();
  expect(teacher.sheet().state).toBe('closed');
  await clerk.sync();
  await clerk.sync();
  expect([clerk.unsent(), (await lastEntry())?.cells]).toEqual([0, [[ONE, 'gk', 95, expect.any(String)]]]);
  expect(clerk.sheet().cells[ONE]?.gk?.[0]).toBe(70);
  expect(clerk.verdicts()).toMatchObject([
    { outcome: 'late', code: 'SHEET_CLOSED', findings: [{ student: ONE, column: 'gk' }] },
  ]);
  expect(clerk.facts()).toMatchObject({ refused: 1, unsent: 0, place: expect.stringContaining('/sheet/') });
});

it('fault 24: a change of an own value that turned out contested stands beside the head too, and a person sees all', async () => {
  await teacher.enter('tx1', 80);
  await clerk.enter('tx1', 60);
  await clerk.enter('tx1', 65);
  for (const computer of [teacher, clerk, teacher]) await computer.sync();
  for (const computer of [teacher, clerk]) {
    expect(computer.shown('tx1')).toMatchObject({ value: 80, state: 'contested' });
    expect(computer.sheet().contested.map(({ value }) => value)).toEqual([60, 65]);
  }
  await teacher.enter('tx1', 65);
  for (const computer of [teacher, clerk]) await computer.sync();
  expect(clerk.shown('tx1')).toMatchObject({ value: 65, state: 'registry' });
  expect(clerk.sheet().contested).toEqual([]);
});

it('fault 24: a change of an own value that was refused is refused like it, and both are in the log', async () => {
  await takeOut(ONE);
  await teacher.enter('tx1', 60);
  await teacher.enter('tx1', 65);
  await teacher.sync();
  expect((await entries()).map(({ cells }) => cells[0]?.[2])).toEqual([60, 65]);
  expect(teacher.verdicts().map(({ outcome, code }) => [outcome, code])).toEqual([
    ['refused', 'STUDENT_UNKNOWN'],
    ['refused', 'STUDENT_UNKNOWN'],
  ]);
  expect(teacher.facts().refused).toBe(2);
});

it.each<[string, (student: StudentId) => Promise<void>]>([
  ['goes to another class', (student) => move(student, '8A2')],
  ['turns out to be another and is taken out', takeOut],
])(
  'fault 35, fault 23: when a pupil %s, the marks are kept and named, and the neighbours stand',
  async (_, leave) => {
    await teacher.enterAll([
      [ONE, 'tx1', 80],
      [TWO, 'tx1', 75],
    ]);
    await leave(ONE);
    await teacher.sync();
    expect((await lastEntry())?.cells.map(([student]) => student)).toEqual([ONE, TWO]);
    expect(teacher.unsent()).toBe(0);
    expect(teacher.shown('tx1', TWO)).toMatchObject({ value: 75, state: 'registry' });
    expect(teacher.sheet().cells[ONE]).toBeUndefined();
    expect(teacher.verdicts()).toMatchObject([
      { outcome: 'refused', findings: [{ code: 'STUDENT_UNKNOWN', student: ONE, column: 'tx1' }] },
    ]);
    expect(teacher.facts().refused).toBe(1);
  },
);

it('fault 35, fault 12: a mark of a pupil who is back on the list is entered again from what was kept', async () => {
  const row = await enrolment(ONE);
  await takeOut(ONE);
  await teacher.enter('tx1', 80);
  await teacher.sync();
  const [refused] = teacher.verdicts();
  await office.registry.db.commit(insertEnrolments([row]));
  await office.republish();
  await teacher.sync();
  const kept = teacher.device.outbox.list().find(({ _id }) => _id === refused?.document) as Entry | undefined;
  for (const [student, column, value] of kept?.cells ?? []) await teacher.enter(column, value, student);
  await teacher.sync();
  expect(teacher.shown('tx1')).toMatchObject({ value: 80, state: 'registry' });
  expect(teacher.sheet().contested).toEqual([]);
});

it('fault 3: entries of one computer that arrive in the wrong order, by two sessions, end as if in the right one', async () => {
  for (const value of [70, 75, 80]) await teacher.enter('tx1', value);
  await teacher.enter('tx2', 60);
  const docs = teacher.device.outbox
    .list()
    .map((doc) => ({ ...doc, _revisions: { start: 1, ids: [doc._rev.slice(2)] } }));
  for (const i of [2, 3, 0, 1]) {
    const { token } = await office.registry.signIn(teacher.account);
    const payload = { docs: [docs[i]], new_edits: false };
    const answer = await office.registry.inject(token, {
      method: 'POST',
      url: `/sync/${office.database}/_bulk_docs`,
      payload,
    });
    expect([answer.statusCode, answer.json()]).toEqual([201, []]);
    await office.registry.idle();
  }
  await teacher.sync();
  expect([...teacher.device.state.get().ledger.acks.values()]).toEqual([{ upTo: 4, missing: [] }]);
  expect([teacher.shown('tx1').value, teacher.shown('tx2').value]).toEqual([80, 60]);
  expect([teacher.sheet().contested, (await entries()).map(({ n }) => n)]).toEqual([[], [3, 4, 1, 2]]);
});

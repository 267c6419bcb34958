import type {
  ClassDocument,
  RecordDocument,
  SheetDocument,
  VerdictDocument,
} from '@hocba/shared/documents/downward';
import { ClassDocument as ClassSchema, SheetDocument as SheetSchema } from '@hocba/shared/documents/downward';
import type { Upward } from '@hocba/shared/documents/upward';
import { type ClassCode, HOMEROOM, type SheetId, type StudentId } from '@hocba/shared/school/identifiers';
import { Value } from 'typebox/value';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findPublished } from '../../replication/publish.ts';
import type { Db } from '../../storage/engine/db.ts';
import { findIntent } from '../../storage/queries/intents.ts';
import { insertAccount } from '../../storage/queries/people.ts';
import { takeRescued } from '../intake/rescue.ts';
import { submit } from '../intake/submit.ts';
import { foldLists, movePupil, openClass } from './moved-pupil.fixture.ts';
import {
  approvalOf,
  CLASS,
  CLERK,
  closesOf,
  entryOf,
  fullEntries,
  HEAD,
  HOMEROOM_TEACHER,
  NAME,
  NOW,
  openSmallClass,
  PUPILS,
  REGULAR,
  SCHOOL,
  sendAs,
  TAUGHT,
  TEACHER,
  YEAR,
} from './small-class.fixture.ts';

const [FIRST, SECOND] = PUPILS as [StudentId, StudentId];
const OTHER = '7A2' as ClassCode;
const OLD_SHEET = `${CLASS}:toan:hk1` as SheetId;
const NEW_SHEET = `${OTHER}:toan:hk1` as SheetId;
/** The author of marks that somebody else brings. */
const ACCOUNT = {
  name: TEACHER.account,
  display_name: 'Giáo viên bộ môn',
  role: 'teacher',
  school: SCHOOL,
  password_hash: '',
  must_change: false,
  disabled: false,
  security_version: 1,
  scope_version: 1,
  created_at: NOW,
};
let db: Db;

const openOther = (subjects: readonly string[], regular: number, code = OTHER) =>
  openClass(db, code, subjects, regular);
beforeEach(async () => {
  db = await openSmallClass();
  await sendAs(db, fullEntries());
});
afterEach(() => db.close());

const move = (student: StudentId, from: ClassCode, to: ClassCode) => movePupil(db, student, from, to);
const published = async <T>(id: string) => (await findPublished(db, NAME, id))?.body as T;
const sheetOf = (sheet: SheetId) => published<SheetDocument>(`sheet:${sheet}`);
const listOf = (code: ClassCode) => published<ClassDocument>(`class:${code}`);
const recordOf = async (student: StudentId) => {
  const { record, findings } = await published<RecordDocument>(`record:${student}`);
  if (record.regulation !== 'circular-22-2021') throw new Error('another regulation');
  return { record, findings };
};
const codesOf = async (student: StudentId) =>
  new Set((await recordOf(student)).findings.map(({ code }) => code));
const verdictOf = (doc: Upward) => published<VerdictDocument | undefined>(`verdict:${doc._id}`);

it('field 19: marks follow a pupil into another class with their authors, count there and stay to be seen here', async () => {
  await openOther(TAUGHT, REGULAR);
  const before = (await recordOf(FIRST)).record;
  const old = await sheetOf(OLD_SHEET);
  await move(FIRST, CLASS, OTHER);
  expect((await sheetOf(NEW_SHEET)).cells[FIRST]).toEqual(old.cells[FIRST]);
  expect((await sheetOf(OLD_SHEET)).cells[FIRST]).toEqual(old.cells[FIRST]);
  expect((await recordOf(FIRST)).record).toMatchObject({
    class: OTHER,
    subjects: before.subjects,
    hk1: before.hk1,
    whole: before.whole,
    remark: before.remark,
  });
  expect((await recordOf(SECOND)).record.class).toBe(CLASS);
});

it('field 19: the list of the old class keeps the pupil as moved, the list of the new one says from where', async () => {
  await openOther(TAUGHT, REGULAR);
  await move(FIRST, CLASS, OTHER);
  const left = (await listOf(CLASS)).students.find(({ id }) => id === FIRST);
  expect(left).toMatchObject({ status: 'moved-away', movedTo: OTHER, order: 4 });
  expect((await listOf(OTHER)).students).toMatchObject([
    { id: FIRST, status: 'studying', cameFrom: [CLASS] },
  ]);
  for (const code of [CLASS, OTHER]) {
    expect(Value.Check(ClassSchema, { ...(await listOf(code)), _id: `class:${code}` })).toBe(true);
  }
});

it('field 19: a closed sheet of the old class counts in the record as it was approved, and is closed to the new one', async () => {
  await openOther(TAUGHT, REGULAR);
  const first = fullEntries().filter(({ sheet }) => sheet.endsWith(':hk1'));
  await sendAs(db, await closesOf(db, first));
  await move(FIRST, CLASS, OTHER);
  const { digest } = await sheetOf(OLD_SHEET);
  const { record, findings } = await recordOf(FIRST);
  expect(record.sheets).toContainEqual([OLD_SHEET, digest]);
  expect(findings.filter(({ term }) => term === 'hk1')).toEqual([]);
  const brought = await sheetOf(NEW_SHEET);
  expect(brought).toMatchObject({ cells: {}, brought: { [FIRST]: { sheet: OLD_SHEET, digest } } });
  expect(Value.Check(SheetSchema, { ...brought, _id: `sheet:${NEW_SHEET}` })).toBe(true);
  const entry = entryOf(CLERK, NEW_SHEET, [[FIRST, 'tx1', 10, null]]);
  await sendAs(db, [entry]);
  expect(await verdictOf(entry)).toMatchObject({
    code: 'SHEET_CLOSED',
    findings: [{ student: FIRST, column: 'tx1' }],
  });
  expect((await recordOf(FIRST)).record.subjects).toEqual(record.subjects);
});

it('field 19: a record with closed rows of two classes is signed with the approvals of both', async () => {
  await openOther(TAUGHT, REGULAR);
  await sendAs(db, await closesOf(db, fullEntries()));
  await move(FIRST, CLASS, OTHER);
  const homeroom = { ...HOMEROOM_TEACHER, assignments: [{ year: YEAR, class: OTHER, subject: HOMEROOM }] };
  await submit(db, homeroom, NAME, [await approvalOf(db, 'confirm', homeroom, OTHER)], NOW);
  await sendAs(db, [await approvalOf(db, 'finalise', HEAD, OTHER)]);
  const jobs = await db.query.select().from(db.tables.job);
  const intent = await findIntent(db, jobs.find(({ kind }) => kind === 'issue')?.key ?? '');
  const { credentialSubject: signed } = JSON.parse(intent?.payload ?? '{}');
  const { digest } = await sheetOf(OLD_SHEET);
  expect(signed).toMatchObject({ class: OTHER, student: { code: expect.any(String) } });
  expect(signed.approvals).toContainEqual(expect.objectContaining({ role: 'subject:toan:hk1', digest }));
  expect(signed.approvals.map(({ role }: { role: string }) => role)).toEqual(
    expect.arrayContaining(['homeroom', 'head']),
  );
});

it('field 19: an answer is named by its worst finding, whatever cell of a closed row stands before it', async () => {
  await openOther(TAUGHT, REGULAR);
  const first = fullEntries().filter(({ sheet }) => sheet.endsWith(':hk1'));
  await sendAs(db, await closesOf(db, first));
  await move(FIRST, CLASS, OTHER);
  // The second pupil is not in this class.
  const entry = entryOf(CLERK, NEW_SHEET, [
    [FIRST, 'tx1', 10, null],
    [SECOND, 'tx1', 10, null],
  ]);
  await sendAs(db, [entry]);
  expect(await verdictOf(entry)).toMatchObject({
    outcome: 'refused',
    code: 'STUDENT_UNKNOWN',
    findings: [{ code: 'STUDENT_UNKNOWN' }, { code: 'SHEET_CLOSED' }],
  });
});

it('field 19: an entry that came too late for the old class stands beside the new sheet, and its author is told', async () => {
  await openOther(TAUGHT, REGULAR);
  await move(FIRST, CLASS, OTHER);
  const head = (await sheetOf(OLD_SHEET)).cells[FIRST]?.tx1?.[1] ?? null;
  const late = entryOf(TEACHER, OLD_SHEET, [[FIRST, 'tx1', 95, head]]);
  await sendAs(db, [late]);
  expect(await verdictOf(late)).toMatchObject({ outcome: 'contested', code: 'STUDENT_MOVED' });
  const now = await sheetOf(NEW_SHEET);
  expect(now.contested).toMatchObject([{ student: FIRST, column: 'tx1', value: 95, entry: late._id }]);
  expect(now.cells[FIRST]?.tx1?.[0]).toBe(80);
  expect((await sheetOf(OLD_SHEET)).cells[FIRST]?.tx1?.[0]).toBe(80);
});

it('field 19: a record that was approved stays with its class, and the list of the new class says which', async () => {
  await openOther(TAUGHT, REGULAR);
  await sendAs(db, await closesOf(db, fullEntries()));
  await sendAs(db, [await approvalOf(db, 'confirm', HOMEROOM_TEACHER)]);
  const pupilOf = async (code: ClassCode) => (await listOf(code)).students.find(({ id }) => id === FIRST);
  await move(FIRST, CLASS, OTHER);
  expect(await pupilOf(OTHER)).not.toHaveProperty('recordIn');
  await move(FIRST, OTHER, CLASS);
  await sendAs(db, [await approvalOf(db, 'confirm', HOMEROOM_TEACHER)]);
  await sendAs(db, [await approvalOf(db, 'finalise', HEAD)]);
  await move(FIRST, CLASS, OTHER);
  expect(await pupilOf(OTHER)).toMatchObject({ cameFrom: [CLASS], recordIn: CLASS });
  expect(await pupilOf(CLASS)).not.toHaveProperty('recordIn');
  expect(Value.Check(ClassSchema, { ...(await listOf(OTHER)), _id: `class:${OTHER}` })).toBe(true);
  expect(await published<RecordDocument>(`record:${FIRST}`)).toMatchObject({
    state: 'finalised',
    record: { class: CLASS },
  });
});

it('field 19: fewer regular marks and other subjects in the new class drop nothing: a finding names what does not fit', async () => {
  await openOther(
    TAUGHT.filter((subject) => subject !== 'gdcd'),
    REGULAR - 1,
  );
  await move(FIRST, CLASS, OTHER);
  const { record, findings } = await recordOf(FIRST);
  expect(record.subjects.find(({ subject }) => subject === 'toan')).toMatchObject({ hk1: 80, year: 80 });
  const about = (code: string) => findings.filter((one) => one.code === code);
  expect(about('REGULAR_MARKS_EXTRA')).toContainEqual(
    expect.objectContaining({ student: FIRST, subject: 'toan', term: 'hk1', value: REGULAR }),
  );
  expect(about('MARKS_LEFT_BEHIND')).toEqual(
    ['hk1', 'hk2'].map((term) =>
      expect.objectContaining({ student: FIRST, subject: 'gdcd', term, value: CLASS }),
    ),
  );
  expect((await sheetOf(`${CLASS}:gdcd:hk1` as SheetId)).cells[FIRST]).toBeDefined();
});

it('field 19: marks follow once: what the new class clears stays cleared, and a way back brings the newer mark', async () => {
  await openOther(TAUGHT, REGULAR);
  await move(FIRST, CLASS, OTHER);
  const cellOf = async (sheet: SheetId, column: string) => (await sheetOf(sheet)).cells[FIRST]?.[column];
  const change = async (column: 'tx1' | 'tx2', value: number | null) =>
    sendAs(db, [
      entryOf(CLERK, NEW_SHEET, [[FIRST, column, value, (await cellOf(NEW_SHEET, column))?.[1] ?? null]]),
    ]);
  await change('tx1', null);
  await change('tx2', 90);
  await foldLists(db, [CLASS, OTHER]);
  expect((await cellOf(NEW_SHEET, 'tx1'))?.[0]).toBeNull();
  await move(FIRST, OTHER, CLASS);
  const back = await sheetOf(OLD_SHEET);
  expect(back.contested.map(({ column, value }) => [column, value])).toEqual([
    ['tx1', null],
    ['tx2', 90],
  ]);
  expect((await listOf(CLASS)).students.filter(({ id }) => id === FIRST)).toHaveLength(1);
  expect(await codesOf(FIRST)).toContain('SHEET_OPEN');
});

it('field 19: an entry for a pupil who went on to another class leaves what is said there about other pupils', async () => {
  const third = '7A3' as ClassCode;
  const taughtThere = TAUGHT.filter((subject) => subject !== 'gdcd');
  await openOther(TAUGHT, REGULAR);
  await openOther(taughtThere, REGULAR, third);
  await move(FIRST, CLASS, third);
  await move(SECOND, CLASS, OTHER);
  await move(SECOND, OTHER, third);
  const before = (await recordOf(FIRST)).findings;
  expect(before).toContainEqual(expect.objectContaining({ code: 'MARKS_LEFT_BEHIND', value: CLASS }));
  const late = entryOf(CLERK, NEW_SHEET, [[SECOND, 'tx1', 95, null]]);
  await sendAs(db, [late]);
  const there = await sheetOf(`${third}:toan:hk1` as SheetId);
  expect(there.contested).toMatchObject([{ student: SECOND, entry: late._id }]);
  expect((await recordOf(FIRST)).findings).toEqual(before);
});

it('field 34: one account has as little room beside a cell of the new class as beside a cell of its own sheet', async () => {
  await openOther(TAUGHT, REGULAR);
  await move(FIRST, CLASS, OTHER);
  const lates = Array.from({ length: 21 }, (_, i) => entryOf(TEACHER, OLD_SHEET, [[FIRST, 'tx1', i, null]]));
  await sendAs(db, lates);
  expect((await sheetOf(NEW_SHEET)).contested.map(({ value }) => value)).toEqual([...Array(20).keys()]);
  const [last, other] = [lates.at(-1) as Upward, entryOf(CLERK, OLD_SHEET, [[FIRST, 'tx1', 95, null]])];
  expect(await verdictOf(last)).toMatchObject({
    outcome: 'refused',
    code: 'CELL_CROWDED',
    findings: [{ code: 'CELL_CROWDED', student: FIRST, column: 'tx1' }],
  });
  // Beside the next cell there is room, but the answer begins with the cell that has none.
  const both = entryOf(TEACHER, OLD_SHEET, [
    [FIRST, 'tx2', 95, null],
    [FIRST, 'tx1', 95, null],
  ]);
  await sendAs(db, [other, both]);
  expect(await verdictOf(other)).toMatchObject({ outcome: 'contested', code: 'STUDENT_MOVED' });
  expect(await verdictOf(both)).toMatchObject({
    outcome: 'refused',
    code: 'CELL_CROWDED',
    findings: [
      { code: 'CELL_CROWDED', column: 'tx1' },
      { code: 'STUDENT_MOVED', column: 'tx2' },
    ],
  });
});

it('field 35: a mark that somebody brought for a pupil who has moved keeps the account that brought it', async () => {
  await openOther(TAUGHT, REGULAR);
  await move(FIRST, CLASS, OTHER);
  const brought = entryOf(TEACHER, OLD_SHEET, [[FIRST, 'tx1', 95, null]]);
  const intakePerDay = { documents: 100, bytes: 100_000 };
  const services = { db, intakePerDay };
  await db.commit([insertAccount(ACCOUNT)]);
  expect(await takeRescued(services, CLERK, NAME, [{ ...brought, _rev: '1-a' }], NOW)).toMatchObject([
    { outcome: 'new' },
  ]);
  await sendAs(db, []);
  expect((await sheetOf(NEW_SHEET)).contested).toMatchObject([
    { entry: brought._id, by: TEACHER.account, broughtBy: CLERK.account },
  ]);
  expect(await verdictOf(brought)).toMatchObject({ code: 'STUDENT_MOVED', broughtBy: CLERK.account });
});

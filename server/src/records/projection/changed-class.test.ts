import type { RecordDocument, VerdictDocument } from '@hocba/shared/documents/downward';
import type { Upward } from '@hocba/shared/documents/upward';
import type { ClassCode, SheetId, StudentId } from '@hocba/shared/school/identifiers';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findPublished } from '../../replication/publish.ts';
import { logClassLists } from '../../schools/log-class-lists.ts';
import { type Db, write } from '../../storage/engine/db.ts';
import { findYearRecord } from '../../storage/queries/records/year-records.ts';
import {
  type EnrolmentRow,
  findEnrolment,
  insertAssignments,
  insertClass,
  updateEnrolment,
} from '../../storage/queries/schools/schools.ts';
import { submit } from '../intake/submit.ts';
import { foldLists } from './moved-pupil.fixture.ts';
import { projectAll } from './project.ts';
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
  YEAR,
} from './small-class.fixture.ts';

const [FIRST, SECOND] = PUPILS as [StudentId, StudentId];
const OTHER = '7A2' as ClassCode;
let db: Db;

beforeEach(async () => {
  db = await openSmallClass();
  const where = { school: SCHOOL, year: YEAR };
  await db.commit([
    ...insertClass(
      { ...where, code: OTHER, grade: 7 },
      TAUGHT.map((subject) => ({ ...where, class: OTHER, subject, regular_marks: REGULAR })),
    ),
    ...insertAssignments([{ ...where, class: OTHER, subject: 'toan', account: 'gv.khac' }]),
  ]);
  const entries = fullEntries();
  await sendAs(db, entries);
  await sendAs(db, await closesOf(db, entries));
});
afterEach(() => db.close());

const enrol = async (student: StudentId, change: Partial<EnrolmentRow>) => {
  const row = await findEnrolment(db, SCHOOL, YEAR, student);
  if (row === undefined) throw new Error('not enrolled');
  await db.commit([updateEnrolment({ ...row, ...change })]);
  await logClassLists(db, NAME, [CLASS, OTHER], NOW);
};
const stateOf = async (student: StudentId) => (await findYearRecord(db, NAME, student))?.state;
const verdictOf = async (doc: Upward) =>
  (await findPublished(db, NAME, `verdict:${doc._id}`))?.body as VerdictDocument | undefined;
const inOther = () => entryOf(CLERK, `${OTHER}:toan:hk1` as SheetId, [[FIRST, 'tx1', 70, null]]);

it('the projection follows a pupil into another class, and the school year goes on', async () => {
  await enrol(FIRST, { class: OTHER });
  await sendAs(db, [inOther()]);
  expect(await findYearRecord(db, NAME, FIRST)).toMatchObject({ class: OTHER, state: 'open' });
  const found = await findPublished(db, NAME, `record:${FIRST}`);
  expect(found).toMatchObject({ kind: `record/${OTHER}`, body: { record: { class: OTHER } } });
});

it('the projection leaves a finalised record as it is when its pupil changes class afterwards', async () => {
  const confirm = await approvalOf(db, 'confirm', HOMEROOM_TEACHER);
  await sendAs(db, [confirm]);
  const finalise = await approvalOf(db, 'finalise', HEAD);
  await sendAs(db, [finalise]);
  const before = await findYearRecord(db, NAME, FIRST);
  await enrol(FIRST, { class: OTHER, exempt: ['toan'] });
  await sendAs(db, [inOther()]);
  await foldLists(db, [CLASS, OTHER]);
  expect(await findYearRecord(db, NAME, FIRST)).toEqual(before);
});

it('the projection takes no approval of a record by the class that the pupil has left, or of a pupil who has moved away', async () => {
  const confirm = await approvalOf(db, 'confirm', HOMEROOM_TEACHER);
  await enrol(FIRST, { class: OTHER });
  await enrol(SECOND, { status: 'moved-away' });
  await sendAs(db, [confirm]);
  expect(await verdictOf(confirm)).toMatchObject({
    code: 'STUDENT_UNKNOWN',
    findings: [{ student: FIRST }, { student: SECOND }],
  });
  expect(await Promise.all(PUPILS.map(stateOf))).toEqual(['complete', 'complete', 'confirmed']);
});

it('the projection takes no approval of a record that follows from the class list no longer', async () => {
  const confirm = await approvalOf(db, 'confirm', HOMEROOM_TEACHER);
  await enrol(FIRST, { exempt: ['gdtc'] });
  await sendAs(db, [confirm]);
  expect(await verdictOf(confirm)).toMatchObject({ code: 'APPROVAL_STALE', findings: [{ student: FIRST }] });
  expect(await stateOf(FIRST)).toBe('complete');
});

it('fault 35: the projection names an entry for a class that is gone before it was folded, and says so to its author', async () => {
  const entry = entryOf(CLERK, `${OTHER}:toan:hk1` as SheetId, [[FIRST, 'tx1', 70, null]]);
  await submit(db, CLERK, NAME, [entry], NOW);
  await db.commit([write((query, { school_class: t }) => query.delete(t).where(eq(t.code, OTHER)))]);
  await projectAll({ db, issuer: 'http://localhost:8787' }, NAME);
  expect(await verdictOf(entry)).toMatchObject({
    outcome: 'refused',
    code: 'CLASS_UNKNOWN',
    findings: [{ code: 'CLASS_UNKNOWN', student: FIRST, column: 'tx1' }],
  });
});

it('the projection computes the records of a changed class list without waiting for an entry', async () => {
  await enrol(FIRST, { exempt: ['gdtc'] });
  await foldLists(db, [CLASS]);
  const body = (await findPublished(db, NAME, `record:${FIRST}`))?.body as RecordDocument;
  expect(body.record.subjects.find(({ subject }) => subject === 'gdtc')).toMatchObject({ exempt: true });
});

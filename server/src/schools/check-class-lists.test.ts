import type { ClassCode, StudentId } from '@hocba/shared/school/identifiers';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { foldLists, movePupil, openClass } from '../records/projection/moved-pupil.fixture.ts';
import { CLASS, NAME, openSmallClass, PUPILS, YEAR } from '../records/projection/small-class.fixture.ts';
import { type Db, type Write, write } from '../storage/engine/db.ts';
import { appendAudits } from '../storage/queries/audit/audit.ts';
import { STUDYING } from '../storage/queries/enrolment.fixture.ts';
import { findStudent, insertEnrolments, updateStudent } from '../storage/queries/schools/schools.ts';
import { checkClassLists } from './check-class-lists.ts';
import { checkPupils, pupilActs } from './check-pupils.ts';
import { findNewest } from './log-class-lists.ts';

const OTHER = '7A2' as ClassCode;
const [FIRST, SECOND] = PUPILS as [StudentId, StudentId];
let db: Db;

/** One pupil went to another class. */
beforeEach(async () => {
  db = await openSmallClass();
  await foldLists(db, [CLASS]);
  await openClass(db, OTHER);
  await movePupil(db, PUPILS[2] as StudentId, CLASS, OTHER);
});
afterEach(() => db.close());

it('the tables that nobody touched past the registry are as the newest lists say', async () => {
  expect(await checkClassLists(db, NAME)).toEqual([]);
});

const editStudent = (change: object): Write =>
  write((query, { student: t }) => query.update(t).set(change).where(eq(t.id, FIRST)), 1);
const editPlace = (change: object): Write =>
  write((query, { enrolment: t }) => query.update(t).set(change).where(eq(t.student, FIRST)), 1);

it.each<[string, () => Write, string]>([
  ['a name', () => editStudent({ name: 'Học Sinh Khác' }), `person ${FIRST}`],
  ['a birth date', () => editStudent({ birth_date: '2012-01-01' }), `person ${FIRST}`],
  ['an ethnicity', () => editStudent({ ethnicity: 'Kinh' }), `person ${FIRST}`],
  ['a status', () => editPlace({ status: 'dropped-out' }), `pupil ${FIRST}`],
  ['an exemption', () => editPlace({ exempt: ['gdtc'] }), `pupil ${FIRST}`],
  [
    'the number of marks',
    () =>
      write((q, { class_subject: t }) => q.update(t).set({ regular_marks: 4 }).where(eq(t.subject, 'van'))),
    'subject van',
  ],
  [
    'a teacher',
    () => write((q, { assignment: t }) => q.update(t).set({ account: 'x' }).where(eq(t.subject, 'homeroom'))),
    'homeroom',
  ],
  [
    'the name of a school',
    () => write((q, { school: t }) => q.update(t).set({ name: 'THCS Khác' })),
    'school',
  ],
])('an edit is named with its class: %s', async (_, edit, part) => {
  await db.commit([edit()]);
  const faults = await checkClassLists(db, NAME);
  expect(faults).toContain(`class ${CLASS} of ${NAME}: ${part} is not what the log says`);
});

it('a pupil who was taken out of a class past the registry is named', async () => {
  await db.commit([write((query, { enrolment: t }) => query.delete(t).where(eq(t.student, SECOND)), 1)]);
  expect(await checkClassLists(db, NAME)).toContain(
    `class ${CLASS} of ${NAME}: pupil ${SECOND} is not what the log says`,
  );
});

it('a pupil who went to another school may be called otherwise there', async () => {
  const there = { school: '08000102', year: YEAR, student: FIRST, class: '7B', position: 1, ...STUDYING };
  await db.commit([...insertEnrolments([there]), editStudent({ name: 'Học Sinh Khác' })]);
  expect(await checkClassLists(db, NAME)).toEqual([]);
});

it('a name that was edited past the registry is named and gets into no list, until an import writes it', async () => {
  const row = await findStudent(db, FIRST);
  if (row === undefined) throw new Error('no pupil');
  const at = '2026-05-20T08:00:00.000Z';
  const edited = { ...row, name: 'Học Sinh Khác' };
  const listed = async () => (await findNewest(db, NAME, CLASS))?.list.students.map(({ name }) => name);
  await db.commit([appendAudits(pupilActs(db, [row], at))]);
  expect(await checkPupils(db)).toEqual([]);
  await db.commit([updateStudent(edited)]);
  await expect(foldLists(db, [CLASS])).rejects.toMatchObject({ code: 'PUPIL_ALTERED', detail: FIRST });
  expect(await listed()).toContain(row.name);
  expect(await checkPupils(db)).toEqual([`pupil ${FIRST} is not what the audit says`]);
  await db.commit([appendAudits(pupilActs(db, [edited], at))]);
  await foldLists(db, [CLASS]);
  expect(await listed()).toContain(edited.name);
  expect(await checkPupils(db)).toEqual([]);
});

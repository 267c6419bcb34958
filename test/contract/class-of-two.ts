import { STUDYING } from '@hocba/server/storage/enrolment.fixture';
import { insertClass, insertEnrolments, insertStudents } from '@hocba/server/storage/schools';
import type { Entry, EntryCell } from '@hocba/shared/record/entry';
import type {
  AccountName,
  ClassCode,
  DeviceId,
  Instant,
  SchoolYear,
  SheetId,
  StudentCode,
  StudentId,
  SubjectCode,
} from '@hocba/shared/school/identifiers';
import { ulid } from 'ulid';
import type { Registry } from '../fixtures/registry.ts';

export const SCHOOL = '08000101';
export const OTHER_SCHOOL = '08000102';
export const YEAR = '2026-2027' as SchoolYear;
export const DATABASE = `${SCHOOL}-${YEAR}`;
export const CLASS = '8A1' as ClassCode;
export const SHEET = '8A1:toan:hk1' as SheetId;
export const TEACHER = 'toan.8a1' as AccountName;
export const HEAD = 'ht.tantrao' as AccountName;
export const CLERK = 'clerk.tantrao' as AccountName;
export const RECEIVER = 'clerk.phanthiet' as AccountName;

/** Pupils whose every detail can be told from anything else that is written somewhere. */
export const PUPILS = [
  { name: 'Nguyễn Thị Ánh Tuyết', code: '0812345678', personal_id: '008313000123', birth_date: '2013-05-17' },
  { name: 'Ma Seo Dín', code: '0812345679', personal_id: '008213000456', birth_date: '2013-11-09' },
].map((pupil, i) => ({
  ...pupil,
  id: `s00000000000${i + 1}` as StudentId,
  code: pupil.code as StudentCode,
  sort_key: String(i),
  search_key: String(i),
  sex: i === 0 ? 'female' : 'male',
  ethnicity: i === 0 ? 'Tày' : 'Mông',
}));

/** Puts class 8A1 of two pupils, an empty 8A2, and four accounts into a registry. */
export const addClassOfTwo = async (registry: Registry, year: SchoolYear = YEAR): Promise<void> => {
  const where = { school: SCHOOL, year };
  const subjects = (code: string) =>
    ['toan', 'gdtc'].map((subject) => ({ ...where, class: code, subject, regular_marks: 4 }));
  await registry.db.commit([
    ...insertStudents(PUPILS),
    ...['8A1', '8A2'].flatMap((code) => insertClass({ ...where, code, grade: 8 }, subjects(code))),
    ...insertEnrolments(
      PUPILS.map(({ id }, i) => ({ ...where, ...STUDYING, student: id, class: CLASS, position: i + 1 })),
    ),
  ]);
  const assignments = [{ year, class: CLASS, subject: 'toan' as SubjectCode }];
  await registry.addAccount({ name: TEACHER, role: 'teacher', assignments });
  await registry.addAccount({ name: HEAD, role: 'head' });
  await registry.addAccount({ name: CLERK, role: 'clerk' });
  await registry.addAccount({ name: RECEIVER, role: 'clerk', school: OTHER_SCHOOL });
};

let numbered = 0;

/** An entry of the teacher of Toán with these cells. */
export const entryOf = (cells: readonly unknown[], sheet: SheetId = SHEET): Entry => ({
  _id: `entry:${sheet}:${ulid()}`,
  v: 1,
  kind: 'entry',
  dev: 'd0000000000aa' as DeviceId,
  n: ++numbered,
  by: TEACHER,
  at: '2026-10-01T02:00:00.000Z' as Instant,
  sheet,
  cells: cells as EntryCell[],
});

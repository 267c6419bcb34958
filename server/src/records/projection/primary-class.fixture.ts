import { digestOf } from '@hocba/shared/credential/jws/digest';
import type { CloseSheet, Upward } from '@hocba/shared/documents/upward';
import type { CellValue } from '@hocba/shared/marks/cell';
import type { Entry, EntryCell } from '@hocba/shared/record/entry';
import { sheetContent } from '@hocba/shared/record/fold';
import type { SheetCells } from '@hocba/shared/record/sheet-state';
import { sheetColumnKindOf, sheetColumnsOf } from '@hocba/shared/regulations/sheet-rules';
import { primarySubjectsOf } from '@hocba/shared/school/curriculum/curriculum-primary';
import {
  type AccountName,
  type ClassCode,
  type ColumnCode,
  type DatabaseName,
  HOMEROOM,
  type SchoolCode,
  type SchoolYear,
  type SheetId,
  type StudentId,
  type SubjectCode,
  sheetIdOf,
  sheetParts,
} from '@hocba/shared/school/identifiers';
import type { Caller } from '../../people/caller.ts';
import { TEST_MAC } from '../../storage/engine/chain-mac.fixture.ts';
import type { Db } from '../../storage/engine/db.ts';
import { migrate } from '../../storage/engine/migrate.ts';
import { openStorage } from '../../storage/engine/open.ts';
import { STUDYING } from '../../storage/queries/enrolment.fixture.ts';
import { findSheet } from '../../storage/queries/records/sheets.ts';
import { listYearRecords } from '../../storage/queries/records/year-records.ts';
import {
  insertAssignments,
  insertClass,
  insertEnrolments,
  insertSchool,
  insertStudents,
} from '../../storage/queries/schools/schools.ts';
import { submit } from '../intake/submit.ts';
import { projectAll } from './project.ts';
import { NOW, upwardHead } from './small-class.fixture.ts';

export const ISSUER = 'https://hocba.example';
export const PRIMARY_SCHOOL = '08000103' as SchoolCode;
export const PRIMARY_YEAR = '2025-2026' as SchoolYear;
export const PRIMARY_CLASS = '4A' as ClassCode;
export const PRIMARY_NAME = `${PRIMARY_SCHOOL}-${PRIMARY_YEAR}` as DatabaseName;
export const PRIMARY_PUPILS = ['s00000000004a', 's00000000004b', 's00000000004c'] as StudentId[];
const SUBJECTS = primarySubjectsOf(4);
const LANGUAGE = 'nn1' as SubjectCode;
const TERMS = ['hk1', 'hk2'] as const;

const caller = (account: string, role: Caller['role'], subjects: readonly SubjectCode[] = []): Caller => ({
  account: account as AccountName,
  displayName: account,
  role,
  school: PRIMARY_SCHOOL,
  session: 'test',
  scopeVersion: 1,
  assignments: subjects.map((subject) => ({ year: PRIMARY_YEAR, class: PRIMARY_CLASS, subject })),
});

const OWN = [...SUBJECTS.filter((subject) => subject !== LANGUAGE), HOMEROOM];
/** In primary school the homeroom teacher teaches nearly everything. */
export const CLASS_TEACHER = caller('gvcn.4a', 'teacher', OWN);
const LANGUAGE_TEACHER = caller('ta.4a', 'teacher', [LANGUAGE]);
export const PRIMARY_HEAD = caller('ht.tieuhoc', 'head');

const teacherOf = (subject: SubjectCode): Caller => (subject === LANGUAGE ? LANGUAGE_TEACHER : CLASS_TEACHER);

/** More pupils of class 4A; their details follow from the end of their ids. */
export const addPrimaryPupils = async (db: Db, ids: readonly StudentId[]): Promise<void> => {
  const where = { school: PRIMARY_SCHOOL, year: PRIMARY_YEAR, class: PRIMARY_CLASS };
  const pupils = ids.map((id) => ({
    id,
    code: id.slice(3).toUpperCase(),
    personal_id: null,
    name: `Học Sinh ${id.slice(-1).toUpperCase()}`,
    sort_key: id,
    search_key: id,
    birth_date: '2016-05-10',
    sex: 'male',
    ethnicity: 'Dao',
  }));
  await db.commit([
    ...insertStudents(pupils),
    ...insertEnrolments(ids.map((student, i) => ({ ...where, ...STUDYING, student, position: i + 1 }))),
  ]);
};

/** A registry in memory with one primary school and class 4A of three. */
export const openPrimaryClass = async (): Promise<Db> => {
  const db = await openStorage('memory:', TEST_MAC);
  await migrate(db);
  const where = { school: PRIMARY_SCHOOL, year: PRIMARY_YEAR };
  const place = { commune: 'Xã Tân Trào', province: 'Tỉnh Tuyên Quang', province_code: '08' };
  await db.commit([
    insertSchool({ code: PRIMARY_SCHOOL, name: 'Trường Tiểu học Tân Trào', ...place }),
    ...insertClass(
      { ...where, code: PRIMARY_CLASS, grade: 4 },
      SUBJECTS.map((subject) => ({ ...where, class: PRIMARY_CLASS, subject, regular_marks: 0 })),
    ),
    ...insertAssignments(
      [...SUBJECTS, HOMEROOM].map((subject) => ({
        ...where,
        class: PRIMARY_CLASS,
        subject,
        account: teacherOf(subject).account,
      })),
    ),
  ]);
  await addPrimaryPupils(db, PRIMARY_PUPILS);
  return db;
};

/** An entry of a sheet's own teacher with these cells. */
export const primaryEntry = (sheet: SheetId, cells: EntryCell[]): Entry => ({
  ...upwardHead(teacherOf(sheetParts(sheet).subject), 'entry', sheet),
  kind: 'entry',
  sheet,
  cells,
});

const BEST: Partial<Record<string, CellValue>> = {
  level: 'T',
  trait: 'T',
  test: 90,
  count: 1,
  text: 'Em học tốt.',
};

/** The differences of one pupil from the best: values by sheet and column. */
export type Differences = Readonly<Record<string, CellValue>>;

/** Entries that fill every sheet of the class with the best there is, but for what differs. */
export const primaryEntries = (differ: Readonly<Record<StudentId, Differences>> = {}): Entry[] =>
  [...SUBJECTS, HOMEROOM].flatMap((subject) =>
    TERMS.map((term) => {
      const sheet = sheetIdOf(PRIMARY_CLASS, subject, term);
      const place = { grade: 4, year: '2026-2027' as SchoolYear, subject, term, regularMarks: 0 };
      const cellOf = (pupil: StudentId, column: ColumnCode): CellValue | undefined =>
        differ[pupil]?.[`${subject}:${term}:${column}`] ?? BEST[sheetColumnKindOf(place, column) ?? ''];
      const cells = PRIMARY_PUPILS.flatMap((pupil) =>
        sheetColumnsOf(place).flatMap((column): EntryCell[] => {
          const value = cellOf(pupil, column);
          return value === undefined ? [] : [[pupil, column, value, null]];
        }),
      );
      return primaryEntry(sheet, cells);
    }),
  );

/** Submits documents as their authors and projects them. */
export const sendPrimary = async (db: Db, docs: readonly Upward[]): Promise<void> => {
  for (const by of [CLASS_TEACHER, LANGUAGE_TEACHER, PRIMARY_HEAD]) {
    const own = docs.filter((doc) => doc.by === by.account);
    if (own.length > 0) await submit(db, by, PRIMARY_NAME, own, NOW);
  }
  await projectAll({ db, issuer: ISSUER }, PRIMARY_NAME);
};

/** The closing of a sheet as its teacher sees it now. */
export const primaryClose = async (db: Db, sheet: SheetId): Promise<CloseSheet> => {
  const row = await findSheet(db, PRIMARY_NAME, sheet);
  const { cells } = JSON.parse(row?.body ?? '{"cells":{}}') as { cells: SheetCells };
  const digest = await digestOf(sheetContent(sheet, cells));
  return {
    ...upwardHead(teacherOf(sheetParts(sheet).subject), 'close', sheet),
    kind: 'close',
    sheet,
    digest,
  };
};

/** A confirmation or finalisation of the whole class as it stands now. */
export const primaryApproval = async <Kind extends 'confirm' | 'finalise'>(db: Db, kind: Kind) => {
  const by = kind === 'confirm' ? CLASS_TEACHER : PRIMARY_HEAD;
  const rows = await listYearRecords(db, PRIMARY_NAME, [PRIMARY_CLASS]);
  const records = rows.map(({ student, digest }): [StudentId, string] => [student as StudentId, digest]);
  return { ...upwardHead(by, kind, PRIMARY_CLASS), kind, class: PRIMARY_CLASS, records };
};

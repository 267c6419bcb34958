import { digestOf } from '@hocba/shared/credential/jws/digest';
import type { CloseSheet, Upward } from '@hocba/shared/documents/upward';
import type { Entry, EntryCell } from '@hocba/shared/record/entry';
import { sheetContent } from '@hocba/shared/record/fold';
import type { SheetCells } from '@hocba/shared/record/sheet-state';
import { columnsOf } from '@hocba/shared/regulations/circular-22-2021/sheet/columns';
import { SUBJECTS } from '@hocba/shared/school/curriculum/curriculum';
import {
  type AccountName,
  type ClassCode,
  type ColumnCode,
  type DatabaseName,
  type DeviceId,
  HOMEROOM,
  type Instant,
  type SchoolCode,
  type SchoolYear,
  type SheetId,
  type StudentId,
  type SubjectCode,
  sheetIdOf,
  sheetParts,
} from '@hocba/shared/school/identifiers';
import { ulid } from 'ulid';
import type { Caller } from '../../people/caller.ts';
import { logClassLists } from '../../schools/log-class-lists.ts';
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

export const SCHOOL = '08000101' as SchoolCode;
export const YEAR = '2025-2026' as SchoolYear;
export const CLASS = '7A1' as ClassCode;
export const NAME = `${SCHOOL}-${YEAR}` as DatabaseName;
export const NOW = '2026-05-20T08:00:00.000Z' as Instant;
export const PUPILS = ['s000000000001', 's000000000002', 's000000000003'] as StudentId[];
/** A class small enough to read: two scored subjects would do, but six are needed for a level above Chưa đạt. */
export const TAUGHT = ['van', 'toan', 'nn1', 'gdcd', 'lsdl', 'khtn', 'gdtc'] as SubjectCode[];
export const REGULAR = 2;

const caller = (account: string, role: Caller['role'], subjects: readonly SubjectCode[] = []): Caller => ({
  account: account as AccountName,
  displayName: account,
  role,
  school: SCHOOL,
  session: 'test',
  scopeVersion: 1,
  assignments: subjects.map((subject) => ({ year: YEAR, class: CLASS, subject })),
});

export const TEACHER = caller('gv.bomon', 'teacher', TAUGHT);
export const HOMEROOM_TEACHER = caller('gvcn', 'teacher', [HOMEROOM]);
export const HEAD = caller('ht', 'head');
export const CLERK = caller('clerk', 'clerk');

/** A registry, in memory unless told where, with one school and one class of three. */
export const openSmallClass = async (url = 'memory:'): Promise<Db> => {
  const db = await openStorage(url, TEST_MAC);
  await migrate(db);
  await insertSmallClass(db);
  await logClassLists(db, NAME, [CLASS], NOW);
  return db;
};

/** One school and one class of three, in a migrated registry that has neither. */
export const insertSmallClass = async (db: Db): Promise<void> => {
  const pupil = (id: StudentId, i: number) => ({
    id,
    code: `081234567${i}`,
    personal_id: i === 0 ? '008213000123' : null,
    name: `Học Sinh ${'ABC'[i]}`,
    sort_key: String(i),
    search_key: String(i),
    birth_date: `2013-05-1${i}`,
    sex: 'female',
    ethnicity: 'Tày',
  });
  const where = { school: SCHOOL, year: YEAR };
  await db.commit([
    insertSchool({
      code: SCHOOL,
      name: 'THCS Tân Trào',
      commune: 'Tân Trào',
      province: 'Tuyên Quang',
      province_code: '08',
    }),
    ...insertStudents(PUPILS.map(pupil)),
    ...insertClass(
      { ...where, code: CLASS, grade: 7 },
      TAUGHT.map((subject) => ({ ...where, class: CLASS, subject, regular_marks: REGULAR })),
    ),
    ...insertEnrolments(
      PUPILS.map((student, i) => ({
        ...where,
        student,
        class: CLASS,
        position: i + 1,
        ...STUDYING,
      })),
    ),
    ...insertAssignments([
      ...TAUGHT.map((subject) => ({ ...where, class: CLASS, subject, account: TEACHER.account })),
      { ...where, class: CLASS, subject: HOMEROOM, account: HOMEROOM_TEACHER.account },
    ]),
  ]);
};

let numbered = 0;

/** The members that every upward document has. */
export const upwardHead = (by: Caller, kind: string, about: string) => ({
  _id: `${kind}:${about}:${ulid()}`,
  v: 1 as const,
  dev: 'd0000000000aa' as DeviceId,
  n: ++numbered,
  by: by.account,
  at: NOW,
});

/** An entry of these cells. */
export const entryOf = (by: Caller, sheet: SheetId, cells: EntryCell[]): Entry => ({
  ...upwardHead(by, 'entry', sheet),
  kind: 'entry',
  sheet,
  cells,
});

const fullValue = (subject: SubjectCode, column: ColumnCode) => {
  if (column === 'conduct') return 'T';
  if (column === 'absent') return 1;
  if (column === 'remark') return 'Chăm ngoan.';
  return SUBJECTS[subject]?.mode === 'comment' ? 'Đ' : 80;
};

/** Entries that fill every sheet of the class. */
export const fullEntries = (): Entry[] =>
  [...TAUGHT, HOMEROOM].flatMap((subject) =>
    (['hk1', 'hk2'] as const).map((term) =>
      entryOf(
        subject === HOMEROOM ? HOMEROOM_TEACHER : TEACHER,
        sheetIdOf(CLASS, subject, term),
        PUPILS.flatMap((pupil) =>
          columnsOf(subject, REGULAR).map(
            (column): EntryCell => [pupil, column, fullValue(subject, column), null],
          ),
        ),
      ),
    ),
  );

/** Submits documents as their authors and projects them. */
export const sendAs = async (db: Db, docs: readonly Upward[]): Promise<void> => {
  for (const by of [TEACHER, HOMEROOM_TEACHER, HEAD, CLERK]) {
    const own = docs.filter((doc) => doc.by === by.account);
    if (own.length > 0) await submit(db, by, NAME, own, NOW);
  }
  await projectAll({ db, issuer: 'http://localhost:8787' }, NAME);
};

/** The closing of a sheet as its teacher sees it now. */
export const closeOf = async (db: Db, sheet: SheetId): Promise<CloseSheet> => {
  const row = await findSheet(db, NAME, sheet);
  const { cells } = JSON.parse(row?.body ?? '{"cells":{}}') as { cells: SheetCells };
  const by = sheetParts(sheet).subject === HOMEROOM ? HOMEROOM_TEACHER : TEACHER;
  const digest = await digestOf(sheetContent(sheet, cells));
  return { ...upwardHead(by, 'close', sheet), kind: 'close', sheet, digest };
};

/** The closings of these entries' sheets. */
export const closesOf = (db: Db, entries: readonly Entry[]): Promise<CloseSheet[]> =>
  Promise.all(entries.map(({ sheet }) => closeOf(db, sheet)));

/** A confirmation or finalisation of the whole class as it stands now. */
export const approvalOf = async <Kind extends 'confirm' | 'finalise'>(
  db: Db,
  kind: Kind,
  by: Caller,
  code: ClassCode = CLASS,
) => {
  const rows = await listYearRecords(db, NAME, [code]);
  const records = rows.map(({ student, digest }): [StudentId, string] => [student as StudentId, digest]);
  return { ...upwardHead(by, kind, code), kind, class: code, records };
};

import type { CellNow } from '@hocba/shared/contract/reviews/review';
import type { ReviewCell } from '@hocba/shared/lifecycle/review/events';
import { isFrozen, type RecordState } from '@hocba/shared/lifecycle/states';
import { valuesOfRow } from '@hocba/shared/marks/row-values';
import type { SheetPlace } from '@hocba/shared/marks/sheet-place';
import { RegistryError } from '@hocba/shared/problems';
import { recordSheetOf } from '@hocba/shared/record/record-sheet';
import type { SheetState } from '@hocba/shared/record/sheet-state';
import { sheetLookOf } from '@hocba/shared/regulations/sheet-looks';
import { formatSheetCell, sheetColumnsOf } from '@hocba/shared/regulations/sheet-rules';
import { gradeOfClass } from '@hocba/shared/school/curriculum/subjects-of-grade';
import {
  type ClassCode,
  type ColumnCode,
  databaseNameOf,
  HOMEROOM,
  type SchoolCode,
  type SchoolYear,
  type SheetTerm,
  type StudentId,
  type SubjectCode,
  sheetIdOf,
} from '@hocba/shared/school/identifiers';
import type { Db } from '../storage/engine/db.ts';
import { findSheet } from '../storage/queries/records/sheets.ts';
import { findYearRecord } from '../storage/queries/records/year-records.ts';
import {
  type EnrolmentRow,
  listClassSubjects,
  listEnrolmentsOf,
} from '../storage/queries/schools/schools.ts';

const TERMS: readonly SheetTerm[] = ['hk1', 'hk2', 'summer'];

/** The class of a pupil in each school year, newest first: where the pupil studies, or studied last in that year. */
export const listClassesOf = async (db: Db, student: string): Promise<EnrolmentRow[]> => {
  const rows = await listEnrolmentsOf(db, student);
  const years = Map.groupBy(rows, ({ year }) => year);
  return [...years.values()]
    .flatMap((ofYear) => ofYear.find(({ status }) => status === 'studying') ?? ofYear[0] ?? [])
    .toSorted((a, b) => (a.year < b.year ? 1 : -1));
};

type Of = Pick<ReviewCell, 'school' | 'year' | 'class' | 'subject' | 'term'>;

const placeOf = ({ year, class: code, subject, term }: Of, regularMarks: number): SheetPlace => ({
  grade: gradeOfClass(code),
  year,
  subject,
  term,
  regularMarks,
});

const regularMarksOf = async (db: Db, { school, year, class: code, subject }: Of): Promise<number> =>
  (await listClassSubjects(db, school, year, code)).find((row) => row.subject === subject)?.regular_marks ??
  0;

const readSheet = async (db: Db, of: Of): Promise<SheetState | undefined> => {
  const name = databaseNameOf(of.school, of.year);
  const row = await findSheet(db, name, sheetIdOf(of.class, of.subject, of.term));
  return row === undefined ? undefined : (JSON.parse(row.body) as SheetState);
};

const resultIn = (
  place: SheetPlace,
): ((row: ReturnType<typeof valuesOfRow>) => string | null) | undefined => {
  const computed = sheetLookOf(place).computed(place);
  const { resultOf } = computed ?? {};
  if (computed === undefined || resultOf === undefined) return undefined;
  return (row) => {
    const result = resultOf(row);
    return result === null ? null : computed.text(result);
  };
};

/** The cells of one term that a family can point at. */
export interface PointedTerm {
  readonly term: SheetTerm;
  readonly hasResult: boolean;
  readonly columns: ColumnCode[];
}

/** The subjects of a pupil's class in a school year; the homeroom teacher's sheet is the last of them. */
export const subjectsIn = async (
  db: Db,
  { school, year, class: code }: EnrolmentRow,
): Promise<SubjectCode[]> => [
  ...(await listClassSubjects(db, school, year, code)).map(({ subject }) => subject as SubjectCode),
  HOMEROOM,
];

/** The cells of a subject of a pupil's year, term by term; the summer's where the pupil has one there. */
export const cellsIn = async (
  db: Db,
  enrolment: EnrolmentRow,
  subject: SubjectCode,
): Promise<PointedTerm[]> => {
  const { student } = enrolment;
  const [school, year] = [enrolment.school as SchoolCode, enrolment.year as SchoolYear];
  const own = { school, year, class: enrolment.class as ClassCode, subject };
  const regularMarks = await regularMarksOf(db, { ...own, term: 'hk1' });
  const found: PointedTerm[] = [];
  for (const term of TERMS) {
    const place = placeOf({ ...own, term }, regularMarks);
    const columns = sheetColumnsOf(place);
    const isAsked =
      term !== 'summer' || Object.hasOwn((await readSheet(db, { ...own, term }))?.asked ?? {}, student);
    if (columns.length > 0 && isAsked)
      found.push({ term, hasResult: resultIn(place) !== undefined, columns });
  }
  return found;
};

/** Finds the cell of a pupil that a form points at. Throws REVIEW_CELL_UNKNOWN. */
export const requireCell = async (
  db: Db,
  student: StudentId,
  asked: {
    readonly year: SchoolYear;
    readonly subject: SubjectCode;
    readonly term: SheetTerm;
    readonly column: string;
  },
): Promise<ReviewCell> => {
  const { year, subject, term } = asked;
  const enrolment = (await listClassesOf(db, student)).find((row) => row.year === year);
  const isTaught = enrolment !== undefined && (await subjectsIn(db, enrolment)).includes(subject);
  const terms = isTaught ? await cellsIn(db, enrolment, subject) : [];
  const of = terms.find((one) => one.term === term);
  const column = of?.columns.find((one) => one === asked.column);
  const isCell = asked.column === '' ? of?.hasResult === true : column !== undefined;
  if (enrolment === undefined || !isCell) throw new RegistryError('REVIEW_CELL_UNKNOWN');
  const [school, code] = [enrolment.school as SchoolCode, enrolment.class as ClassCode];
  return { kind: 'cell', school, year, class: code, subject, term, column: column ?? null };
};

/** A cell of a pupil as it stands now: its value, and whether a teacher can still change it on the sheet. */
export const readCell = async (
  db: Db,
  cell: ReviewCell,
  student: StudentId,
): Promise<Pick<CellNow, 'value' | 'place'>> => {
  const sheet = await readSheet(db, cell);
  const record = await findYearRecord(db, databaseNameOf(cell.school, cell.year), student);
  const isSigned = record !== undefined && isFrozen(record.state as RecordState);
  const own = sheet && recordSheetOf(sheet, '', student);
  const row = valuesOfRow(own?.cells);
  const place = placeOf(cell, await regularMarksOf(db, cell));
  const text = (column: ColumnCode): string | null => {
    const value = row[column];
    return value === undefined || value === null ? null : formatSheetCell(place, column, value);
  };
  return {
    value: cell.column === null ? (resultIn(place)?.(row) ?? null) : text(cell.column),
    place: isSigned || own?.state === 'closed' ? 'record' : 'sheet',
  };
};

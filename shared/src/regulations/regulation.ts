import type { TSchema } from 'typebox';
import type { CellValue } from '../marks/cell.ts';
import type { CellInput } from '../marks/cell-input.ts';
import type { ColumnKind, ColumnName } from '../marks/column.ts';
import type { Derivation } from '../marks/derivation.ts';
import type { Finding } from '../marks/finding.ts';
import type { RowValues } from '../marks/row-values.ts';
import type { SheetPlace } from '../marks/sheet-place.ts';
import type { SubjectResult } from '../marks/subject-result.ts';
import type { Names, Words } from '../marks/words.ts';
import type { ClassStudent } from '../school/class-list.ts';
import type { ColumnCode, SheetId, SubjectCode } from '../school/identifiers.ts';
import type { ExplainedSection, ToExplain } from './explained/explained.ts';
import type { PagePart, PlainFact } from './page.ts';
import type { Policy } from './policy.ts';
import type { RecordHead } from './record-head.ts';
import type { RecordSheet, RecordSources } from './record-sources.ts';

/*
 * A regulation is a folder beside this file with five objects: what it says about sheets, how they are shown, what it says
 * about years, about signed years, and how these are laid out. They are five because a page loads only what it shows: the
 * first page of a teacher needs sheets alone. `rule-set.ts` is the table of grades and school years; five lists
 * (`sheet-rules.ts`, `sheet-looks.ts`, `year-rules.ts`, `signed-rules.ts`, `signed-pages.ts`) name the object of each
 * regulation of that table. Nothing outside this folder knows which regulations there are.
 */

/** The rules of a regulation about the marks of a sheet. */
export interface SheetRules {
  /** The columns of a sheet in their order; empty where there is no sheet of this kind. */
  columns(place: SheetPlace): ColumnCode[];
  /** The values that a column takes; undefined when a sheet has no such column. */
  kindOf(place: SheetPlace, column: ColumnCode): ColumnKind | undefined;
  /** A typed text as the value of a cell, or why it is none. */
  parse(place: SheetPlace, column: ColumnCode, typed: string): CellInput;
  /** A cell's value as the grid shows it. */
  format(place: SheetPlace, column: ColumnCode, value: CellValue | null): string;
  /** The finding against a value in a column. */
  check(place: SheetPlace, column: ColumnCode, value: CellValue): Finding[];
  /** How many regular marks a subject of a new class has in a term; `topics` says that learning topics give one more. */
  regularMarks(subject: SubjectCode, grade: number, topics: boolean): number;
  /** The findings that keep one pupil's row from being complete. */
  checkRow(place: SheetPlace, student: ClassStudent, row: RowValues): Finding[];
}

/** A column beside the marks that no person fills. */
export interface ComputedColumn {
  /** Its texts are `column.<what>` and `columnLabel.<what>`; `original` is the result of the year, which the sheet carries. */
  readonly what: 'average' | 'result' | 'original';
  text(value: SubjectResult | null): string;
  /** The result of a row; null until every column holds a mark. Only where the column is computed from the row. */
  resultOf?(row: RowValues): SubjectResult | null;
  why?(row: RowValues): Derivation<SubjectResult> | null;
}

/** Some columns of a sheet that are shown together, one part at a time. */
export interface SheetPart {
  readonly id: string;
  readonly title: Names;
  readonly columns: readonly ColumnCode[];
}

/** How a regulation's sheets are shown; every text is one of the interface's area `gradebook`. */
export interface SheetLook {
  nameOf(place: SheetPlace, column: ColumnCode, words: Pick<Words, 'say' | 'language'>): ColumnName;
  /** The levels that a column may hold, each with its name; none for other columns. */
  levels(place: SheetPlace, column: ColumnCode): readonly (readonly [level: string, name: Names])[];
  /** The column that the regulation computes beside the marks; undefined where it computes none. */
  computed(place: SheetPlace): ComputedColumn | undefined;
  /** Parts of a sheet too wide to be shown whole; empty for one that is. */
  parts(place: SheetPlace): readonly SheetPart[];
  /** Why a value is unusual beside the others of its row, without being wrong. */
  unusual(
    place: SheetPlace,
    column: ColumnCode,
    row: RowValues,
  ): { readonly key: string; readonly values: Readonly<Record<string, string>> } | undefined;
  /** The capacity in which the teacher of a subject signs a printed sheet: `sign.<teacher>` of the area `anyPage`. */
  readonly teacher: 'subjectTeacher' | 'primaryTeacher';
}

/** A sheet that a finished year asks for, with the result that it may change. */
export interface AskedSheet {
  readonly sheet: SheetId;
  readonly subject: SubjectCode;
  readonly original: SubjectResult;
}

/** A result of the year as a list of pupils shows it; its title is a text of the interface's area `approvals`. */
export interface ResultColumn<Record extends RecordHead = RecordHead> {
  readonly id: string;
  readonly title: string;
  readonly align?: 'end';
  text(record: Record, words: Words): string;
}

/** The rules of a regulation about a pupil's year; every text is one of the interface's area `approvals`. */
export interface YearRules<Record extends RecordHead = RecordHead> {
  /** The schema of its year records. */
  readonly record: TSchema;
  /** A pupil's record of the year from the sheets of the class, and every point that a person must see. */
  compute(sources: RecordSources): { record: Record; findings: Finding[] };
  /** The sheets that a computed year asks for afterwards: re-tests and training in the summer. */
  asked(record: Record, sheets: ReadonlyMap<SheetId, RecordSheet>, policy: Policy): readonly AskedSheet[];
  /** Every result of a year with how it came about, and where the record says otherwise. */
  explain(year: ToExplain<Record>, words: Words): ExplainedSection[];
  readonly results: readonly ResultColumn<Record>[];
  /** The year is known and does not simply lead to the next grade. */
  isHeldBack(record: Record): boolean;
}

/** Names of subjects by code, as the school's curriculum has them. */
export type SubjectNames = Readonly<{ [code: string]: string }>;

/** A signed line of a subject, as far as every regulation has it. */
export interface SignedLine {
  readonly code: SubjectCode;
  readonly name: string;
}

/** The signed part of every year, whatever its regulation. */
export interface SignedHead {
  readonly regulation: string;
  readonly subjects: readonly SignedLine[];
}

/** How a signed year is laid out; every text is one of the interface's area `verify`. */
export interface SignedPage<Subject extends SignedHead = SignedHead> {
  pageOf(subject: Subject, words: Pick<Words, 'say' | 'language'>): PagePart[];
  /** The first answers to a family, in plain words: how the year ended, the results, the absences. */
  plainOf(subject: Subject, words: Pick<Words, 'say' | 'language'>): PlainFact[];
}

/** The rules of a regulation about a signed year. */
export interface SignedRules<
  Record extends RecordHead = RecordHead,
  Subject extends SignedHead = SignedHead,
> {
  /** The schema of what is signed about the pupil and the year. */
  readonly schema: TSchema;
  /** The signed members beside those that every year has, from a record. */
  members(record: Record, names: SubjectNames): object;
  /**
   * A fault that the schema cannot say: a result of a kind that its line cannot have, or something that stands twice.
   */
  faultOf(subject: Subject): 'result-kind' | 'twice' | undefined;
  /** Lines that are marked in a way that the regulation rules out; the record is then invalid. */
  wrongModes(subject: Subject): readonly SignedLine[];
  /** Lines with a test that the regulation does not ask for; readers are warned. */
  testsNotDue(subject: Subject): readonly SignedLine[];
  /** Whether a signed result of the year differs from what its terms give; readers are warned. */
  yearDiffers(subject: Subject): boolean;
}

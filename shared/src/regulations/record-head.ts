import type { ClassCode, SchoolCode, SchoolYear, SheetId, StudentId } from '../school/identifiers.ts';

/** What the record of every regulation says: whose year it is, where, and the closed sheets that it rests on. */
export interface RecordHead {
  readonly v: 1;
  readonly regulation: string;
  readonly school: SchoolCode;
  readonly year: SchoolYear;
  readonly class: ClassCode;
  readonly grade: number;
  readonly student: StudentId;
  readonly notAssessed: boolean;
  readonly remark: string | null;
  readonly sheets: readonly (readonly [SheetId, string])[];
}

import { type Static, Type } from 'typebox';
import { ClassCode, Digest, SchoolCode, SchoolYear, SheetId, StudentId } from '../school/identifiers.ts';
import { closed, nullable } from '../school/members.ts';
import { MAX_LENGTH } from '../text/plain-text.ts';

/** The members of the record of every regulation: pupil, school, and the closed sheets that it rests on. */
export const recordMembers = {
  v: Type.Literal(1),
  school: SchoolCode,
  year: SchoolYear,
  class: ClassCode,
  student: StudentId,
  notAssessed: Type.Boolean(),
  remark: nullable(Type.String({ maxLength: MAX_LENGTH.remark })),
  sheets: Type.Array(Type.Tuple([SheetId, Digest]), { maxItems: 70 }),
};

const Members = Type.Object(recordMembers, closed);

/** The members that a record of any regulation has; which grades it is for, its own schema says. */
export interface RecordHead extends Readonly<Static<typeof Members>> {
  readonly regulation: string;
  readonly grade: number;
}

import { type Static, Type } from 'typebox';
import { ClassCode, HOMEROOM, SchoolYear, SubjectCode } from './identifiers.ts';

/** The purpose of an account; one per account. */
export const Role = Type.Union([
  Type.Literal('operator'),
  Type.Literal('department'),
  Type.Literal('head'),
  Type.Literal('clerk'),
  Type.Literal('teacher'),
]);
export type Role = Static<typeof Role>;

/** All roles, in the order of `Role`. */
export const ROLES: readonly Role[] = ['operator', 'department', 'head', 'clerk', 'teacher'];

/** In what capacity somebody acts: the role, and for teachers what the assignments say. */
export type Capacity = Exclude<Role, 'teacher'> | 'homeroom' | 'subject';

/** One row of the table of teachers and subjects; the subject `homeroom` is the class itself. */
export const AssignmentKey = Type.Object(
  { year: SchoolYear, class: ClassCode, subject: SubjectCode },
  { additionalProperties: false },
);
export type AssignmentKey = Static<typeof AssignmentKey>;

/** The capacities of an account; a teacher without assignments has none. */
export const capacitiesOf = (role: Role, assignments: readonly AssignmentKey[]): ReadonlySet<Capacity> => {
  if (role !== 'teacher') return new Set([role]);
  return new Set(assignments.map((a) => (a.subject === HOMEROOM ? 'homeroom' : 'subject')));
};

/** Whether the name of an account stands in signed records: teachers close sheets and confirm, heads finalise. */
export const signs = (role: Role): boolean => role === 'head' || role === 'teacher';

/** Whether a role belongs to one school; the others must have none. */
export const belongsToSchool = (role: Role): boolean =>
  role === 'head' || role === 'clerk' || role === 'teacher';

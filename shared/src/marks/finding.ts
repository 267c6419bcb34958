import { type Static, Type } from 'typebox';
import type { ProblemCode } from '../problems.ts';
import { SheetTerm, StudentId, SubjectCode } from '../school/identifiers.ts';

/**
 * Something a person must look at before the record can be final: a code of the catalogue, where, and the
 * value in question.
 */
export const Finding = Type.Object(
  {
    /** Written by a newer registry it may be a code that this program does not know. */
    code: Type.Unsafe<ProblemCode>(Type.String({ maxLength: 40 })),
    student: Type.Optional(StudentId),
    subject: Type.Optional(SubjectCode),
    term: Type.Optional(SheetTerm),
    column: Type.Optional(Type.String({ maxLength: 10 })),
    value: Type.Optional(Type.Union([Type.String({ maxLength: 100 }), Type.Number()])),
  },
  { additionalProperties: false },
);
export type Finding = Static<typeof Finding>;

/** The most points that stand beside a year record, on a device and in the document that carries it. */
export const MAX_FINDINGS = 200;

import { type Static, Type } from 'typebox';
import { SubjectResult } from '../../../marks/subject-result.ts';
import {
  ClassCode,
  SchoolCode,
  SchoolYear,
  SheetId,
  StudentId,
  SubjectCode,
} from '../../../school/identifiers.ts';

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

/** Four levels of learning and conduct: Tốt, Khá, Đạt, Chưa đạt, by the national codes. */
export const Level = Type.Union([
  Type.Literal('T'),
  Type.Literal('K'),
  Type.Literal('Đ'),
  Type.Literal('CĐ'),
]);
export type Level = Static<typeof Level>;

/** One subject's line of a year record; null is empty by right (exempt, not assessed) or not yet known. */
export const SubjectLine = Type.Object(
  {
    subject: SubjectCode,
    mode: Type.Union([Type.Literal('score'), Type.Literal('comment')]),
    exempt: Type.Boolean(),
    hk1: nullable(SubjectResult),
    hk2: nullable(SubjectResult),
    year: nullable(SubjectResult),
    /** The re-test in the summer, where there was one; the year's own result stays. */
    retest: Type.Optional(SubjectResult),
  },
  { additionalProperties: false },
);
export type SubjectLine = Static<typeof SubjectLine>;

/** Learning result, conduct result and absences (sessions) of a term or the year. */
export const Result = Type.Object(
  {
    learning: nullable(Level),
    conduct: nullable(Level),
    absent: nullable(Type.Integer({ minimum: 0, maximum: 400 })),
  },
  { additionalProperties: false },
);
export type Result = Static<typeof Result>;

/**
 * What follows from the year: promoted, re-test, summer training, repeat; `not-assessed` for disabled pupils
 * by right.
 */
export const Promotion = Type.Union([
  Type.Literal('promoted'),
  Type.Literal('retest'),
  Type.Literal('summer-training'),
  Type.Literal('repeat'),
  Type.Literal('not-assessed'),
]);
export type Promotion = Static<typeof Promotion>;

/** What a summer made of the year: nulls until it is over. */
export const SummerResult = Type.Object(
  {
    learning: nullable(Level),
    conduct: nullable(Level),
    promotion: nullable(Type.Union([Type.Literal('promoted'), Type.Literal('repeat')])),
  },
  { additionalProperties: false },
);
export type SummerResult = Static<typeof SummerResult>;

/** A pupil's record of one school year in grades 6–12, by Circular 22/2021. */
export const Circular22Record = Type.Object(
  {
    v: Type.Literal(1),
    regulation: Type.Literal('circular-22-2021'),
    school: SchoolCode,
    year: SchoolYear,
    class: ClassCode,
    grade: Type.Integer({ minimum: 1, maximum: 12 }),
    student: StudentId,
    notAssessed: Type.Boolean(),
    subjects: Type.Array(SubjectLine, { maxItems: 30 }),
    hk1: Result,
    hk2: Result,
    whole: Result,
    promotion: nullable(Promotion),
    title: nullable(Type.Union([Type.Literal('excellent'), Type.Literal('good')])),
    /** Only of pupils with a re-test or summer training; everything before it stays as the year gave it. */
    summer: Type.Optional(SummerResult),
    remark: nullable(Type.String({ maxLength: 1000 })),
    sheets: Type.Array(Type.Tuple([SheetId, Type.String({ pattern: '^[0-9a-f]{64}$' })]), { maxItems: 70 }),
  },
  { additionalProperties: false },
);
export type Circular22Record = Static<typeof Circular22Record>;

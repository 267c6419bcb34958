import { type Static, Type } from 'typebox';
import { SubjectResult } from '../../../marks/subject-result.ts';
import { SubjectCode } from '../../../school/identifiers.ts';
import { closed, nullable, Sessions } from '../../../school/members.ts';
import { recordMembers } from '../../record-head.ts';

/** Four levels of learning and conduct: Tốt, Khá, Đạt, Chưa đạt, by the national codes. */
export const Level = Type.Union([
  Type.Literal('T'),
  Type.Literal('K'),
  Type.Literal('Đ'),
  Type.Literal('CĐ'),
]);
export type Level = Static<typeof Level>;

const LEVELS: readonly unknown[] = ['T', 'K', 'Đ', 'CĐ'] satisfies Level[];

/** Whether a cell's value is a level of learning or conduct. */
export const isLevel = (value: unknown): value is Level => LEVELS.includes(value);

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
  closed,
);
export type SubjectLine = Static<typeof SubjectLine>;

/** Learning result, conduct result and absences (sessions) of a term or the year. */
export const Result = Type.Object(
  {
    learning: nullable(Level),
    conduct: nullable(Level),
    absent: nullable(Sessions),
  },
  closed,
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

/** The title (danh hiệu) of the year: học sinh Xuất sắc, học sinh Giỏi. */
export const TitleCode = Type.Union([Type.Literal('excellent'), Type.Literal('good')]);

/** The outcome of a summer for the year: nulls until it is over. */
export const SummerResult = Type.Object(
  {
    learning: nullable(Level),
    conduct: nullable(Level),
    promotion: nullable(Type.Union([Type.Literal('promoted'), Type.Literal('repeat')])),
  },
  closed,
);
export type SummerResult = Static<typeof SummerResult>;

/** A pupil's record of one school year in grades 6–12, by Circular 22/2021. */
export const Circular22Record = Type.Object(
  {
    ...recordMembers,
    regulation: Type.Literal('circular-22-2021'),
    grade: Type.Integer({ minimum: 1, maximum: 12 }),
    subjects: Type.Array(SubjectLine, { maxItems: 30 }),
    hk1: Result,
    hk2: Result,
    whole: Result,
    promotion: nullable(Promotion),
    title: nullable(TitleCode),
    /** Only of pupils with a re-test or summer training; everything before it stays as the year gave it. */
    summer: Type.Optional(SummerResult),
  },
  closed,
);
export type Circular22Record = Static<typeof Circular22Record>;

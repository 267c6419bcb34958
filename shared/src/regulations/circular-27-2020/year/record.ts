import { type Static, type TSchema, Type } from 'typebox';
import { SubjectCode, type TraitCode } from '../../../school/identifiers.ts';
import { closed, nullable, Sessions } from '../../../school/members.ts';
import { MAX_LENGTH } from '../../../text/plain-text.ts';
import { recordMembers } from '../../record-head.ts';

/** Level of a subject or activity: Hoàn thành tốt, Hoàn thành, Chưa hoàn thành. */
export const SubjectLevelCode = Type.Union([Type.Literal('T'), Type.Literal('H'), Type.Literal('C')]);
/** Level of a quality or competence: Tốt, Đạt, Cần cố gắng. */
export const TraitLevelCode = Type.Union([Type.Literal('T'), Type.Literal('Đ'), Type.Literal('C')]);
/** A quality (`q1`…`q5`) or competence (`c1`…`c10`). */
export const TraitCodeText = Type.Unsafe<TraitCode>(
  Type.String({ pattern: '^(q[1-5]|c([1-9]|10))$', maxLength: 3 }),
);

/** One value for each of the four points of the year; null is empty by right or not yet known. */
export const atPoints = <T extends TSchema>(schema: T) =>
  Type.Object(
    {
      'mid-hk1': nullable(schema),
      'end-hk1': nullable(schema),
      'mid-hk2': nullable(schema),
      'end-year': nullable(schema),
    },
    closed,
  );

/** Result of the year: Hoàn thành xuất sắc, Hoàn thành tốt, Hoàn thành, Chưa hoàn thành. */
export const OutcomeCode = Type.Union([
  Type.Literal('HTXS'),
  Type.Literal('HTT'),
  Type.Literal('HT'),
  Type.Literal('CHT'),
]);

/** Học sinh Xuất sắc; Học sinh tiêu biểu hoàn thành tốt trong học tập và rèn luyện. */
export const AwardCode = Type.Union([Type.Literal('excellent'), Type.Literal('exemplary')]);

/** Completion of the grade and of primary school; null is not known yet, or not a question of this grade. */
export const PrimaryCompletion = Type.Object(
  {
    step: Type.Union([
      Type.Literal('year-open'),
      Type.Literal('completed'),
      Type.Literal('guidance'),
      Type.Literal('head-decides'),
      Type.Literal('promoted-by-head'),
      Type.Literal('retained'),
      Type.Literal('not-assessed'),
    ]),
    completedClass: nullable(Type.Boolean()),
    completedPrimary: nullable(Type.Boolean()),
    promoted: nullable(Type.Boolean()),
  },
  closed,
);
export type PrimaryCompletion = Static<typeof PrimaryCompletion>;

/**
 * One subject or activity of a primary record: levels and periodic tests (tenths, whole points), and the
 * remark at the end of the year.
 */
export const PrimaryLine = Type.Object(
  {
    subject: SubjectCode,
    exempt: Type.Boolean(),
    levels: atPoints(SubjectLevelCode),
    tests: atPoints(Type.Integer({ minimum: 0, maximum: 100 })),
    remark: nullable(Type.String({ maxLength: MAX_LENGTH.remark })),
  },
  closed,
);
export type PrimaryLine = Static<typeof PrimaryLine>;

/** One quality or competence of a primary record. */
export const TraitLine = Type.Object({ trait: TraitCodeText, levels: atPoints(TraitLevelCode) }, closed);
export type TraitLine = Static<typeof TraitLine>;

/** Absences of both terms and the year. */
export const Absences = Type.Object(
  { hk1: nullable(Sessions), hk2: nullable(Sessions), year: nullable(Sessions) },
  closed,
);

/** A pupil's record of one school year in grades 1–5, by Circular 27/2020. */
export const Circular27Record = Type.Object(
  {
    ...recordMembers,
    regulation: Type.Literal('circular-27-2020'),
    grade: Type.Integer({ minimum: 1, maximum: 5 }),
    subjects: Type.Array(PrimaryLine, { maxItems: 30 }),
    qualities: Type.Array(TraitLine, { maxItems: 5 }),
    competences: Type.Array(TraitLine, { maxItems: 10 }),
    absent: Absences,
    outcome: nullable(OutcomeCode),
    award: nullable(AwardCode),
    completion: PrimaryCompletion,
  },
  closed,
);
export type Circular27Record = Static<typeof Circular27Record>;

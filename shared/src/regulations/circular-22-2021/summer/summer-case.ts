import { type Static, Type } from 'typebox';
import { SubjectResult } from '../../../marks/subject-result.ts';
import { SubjectCode } from '../../../school/identifiers.ts';
import { closed, Sessions } from '../../../school/members.ts';
import { Level } from '../year/record.ts';

const Reason = Type.String({ maxLength: 500 });

/**
 * A finished year as the summer finds it; nothing in it is ever written over. Averages in tenths, absences in
 * sessions.
 */
export const FinishedYear = Type.Object(
  {
    subjects: Type.Array(Type.Object({ subject: SubjectCode, result: SubjectResult }, closed), {
      maxItems: 30,
    }),
    learning: Level,
    conduct: Level,
    absent: Sessions,
  },
  closed,
);
export type FinishedYear = Static<typeof FinishedYear>;

/**
 * One act of a summer: the principal sets the form of training; the homeroom teacher's rating after it; subjects
 * registered for a re-test; a re-test's result, or that the pupil did not come; the conclusion; and what only a person
 * may decide. `why` is asked for decisions and for every correction of what was entered before. Authors and times of acts
 * stand on the sheets; no result depends on them.
 */
export const SummerStep = Type.Union([
  Type.Object({ step: Type.Literal('train'), form: Reason }, closed),
  Type.Object({ step: Type.Literal('rate-conduct'), conduct: Level, why: Type.Optional(Reason) }, closed),
  Type.Object({ step: Type.Literal('register'), subject: SubjectCode }, closed),
  Type.Object(
    {
      step: Type.Literal('retest'),
      subject: SubjectCode,
      result: Type.Union([SubjectResult, Type.Literal('absent')]),
      why: Type.Optional(Reason),
    },
    closed,
  ),
  Type.Object({ step: Type.Literal('conclude') }, closed),
  Type.Object(
    {
      step: Type.Literal('decide'),
      outcome: Type.Union([
        Type.Literal('promoted'),
        Type.Literal('repeat'),
        Type.Literal('summer-training'),
      ]),
      why: Reason,
    },
    closed,
  ),
]);
export type SummerStep = Static<typeof SummerStep>;

/**
 * A summer as the rules walk through it: the original year, the acts in their order with everything corrected still
 * among them, and where it stands. A record keeps only what the summer made of the year (`SummerResult`).
 */
export const Summer = Type.Object(
  {
    state: Type.Union([
      Type.Literal('year-open'),
      Type.Literal('person-decides'),
      Type.Literal('summer-training'),
      Type.Literal('retest'),
      Type.Literal('reassessed'),
      Type.Literal('promoted'),
      Type.Literal('repeat'),
    ]),
    /** Null while the year is not finished, and for a pupil who is not assessed. */
    original: Type.Union([FinishedYear, Type.Null()]),
    notAssessed: Type.Boolean(),
    steps: Type.Array(SummerStep, { maxItems: 200 }),
  },
  closed,
);
export type Summer = Static<typeof Summer>;

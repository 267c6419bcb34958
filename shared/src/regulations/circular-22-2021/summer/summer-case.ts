import { type Static, Type } from 'typebox';
import { AccountName, Instant, SubjectCode } from '../../../school/identifiers.ts';

const Level = Type.Union([Type.Literal('T'), Type.Literal('K'), Type.Literal('Đ'), Type.Literal('CĐ')]);
const Outcome = Type.Union([
  Type.Integer({ minimum: 0, maximum: 100 }),
  Type.Literal('Đ'),
  Type.Literal('CĐ'),
]);
const Reason = Type.String({ maxLength: 500 });
const closed = { additionalProperties: false };

/**
 * A finished year as the summer finds it; nothing in it is ever written over. Averages in tenths, absences in
 * sessions.
 */
export const FinishedYear = Type.Object(
  {
    subjects: Type.Array(Type.Object({ subject: SubjectCode, result: Outcome }, closed), { maxItems: 30 }),
    learning: Level,
    conduct: Level,
    absent: Type.Integer({ minimum: 0, maximum: 400 }),
  },
  closed,
);
export type FinishedYear = Static<typeof FinishedYear>;

const who = { by: AccountName, at: Instant };

/**
 * One act of a summer: the principal sets the form of training; the homeroom teacher's rating after it; subjects
 * registered for a re-test; a re-test's result, or that the pupil did not come; the conclusion; and what only a person
 * may decide. `why` is asked for decisions and for every correction of what was entered before.
 */
export const SummerStep = Type.Union([
  Type.Object({ ...who, step: Type.Literal('train'), form: Reason }, closed),
  Type.Object(
    { ...who, step: Type.Literal('rate-conduct'), conduct: Level, why: Type.Optional(Reason) },
    closed,
  ),
  Type.Object({ ...who, step: Type.Literal('register'), subject: SubjectCode }, closed),
  Type.Object(
    {
      ...who,
      step: Type.Literal('retest'),
      subject: SubjectCode,
      result: Type.Union([Outcome, Type.Literal('absent')]),
      why: Type.Optional(Reason),
    },
    closed,
  ),
  Type.Object({ ...who, step: Type.Literal('conclude') }, closed),
  Type.Object(
    {
      ...who,
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
 * A summer as a record can carry it beside the year's own results, as an optional member: the original, the acts in
 * their order with everything corrected still among them, and where it stands. Records of pupils with a summer are to
 * be signed after its end, not with the class; issuing does not do that yet.
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

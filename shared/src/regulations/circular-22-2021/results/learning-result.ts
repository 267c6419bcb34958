import type { Derivation } from '../../../marks/derivation.ts';
import type { LiftReading } from '../../policy.ts';
import { articleOf22 } from '../article.ts';
import { type LiftTrial, tryLift } from './lift.ts';
import { type LearningLevel, levelConditions, levelOf, type SubjectOutcome, tallyOf } from './rating.ts';

/** The results a rating looks at: averages of scored subjects in tenths, and comment subjects. */
export interface SubjectResults {
  readonly scored: readonly number[];
  readonly comment: readonly ('Đ' | 'CĐ')[];
}

/** One subject's result under its code. */
export interface NamedOutcome {
  readonly subject: string;
  readonly result: SubjectOutcome;
}

/** The outcome of a reading of the lift: the subject made harmless (null: none), and the levels. */
export interface NamedLift {
  readonly harmless: string | null;
  readonly would: LearningLevel;
  readonly result: LearningLevel;
  readonly lifted: boolean;
}

/** How a learning result came about: every condition of every level, the level before the lift, and both readings. */
export interface LearningDerivation extends Derivation<LearningLevel> {
  readonly base: LearningLevel;
  readonly reading: LiftReading;
  readonly readings: Readonly<Record<LiftReading, NamedLift>>;
  /** The two readings give different levels, so a person must see both. */
  readonly ambiguous: boolean;
}

const outcomesOf = ({ scored, comment }: SubjectResults): SubjectOutcome[] => [...scored, ...comment];

/** Rating of learning results before any lift. Circular 22/2021, Art. 9(2). */
export const baseLearningResult = (results: SubjectResults): LearningLevel =>
  levelOf(tallyOf(outcomesOf(results)));

/** Both readings of the lift over the results of a term or the year. */
const rate = (outcomes: readonly SubjectOutcome[]) => {
  const tally = tallyOf(outcomes);
  const base = levelOf(tally);
  const trial = (reading: LiftReading): LiftTrial => tryLift(outcomes, tally, base, reading);
  return { tally, base, replace: trial('replace'), remove: trial('remove') };
};

/**
 * The levels under both readings of the lift; where they differ a person must see both. Circular 22/2021,
 * Art. 9(3).
 */
export const learningReadings = (
  outcomes: readonly SubjectOutcome[],
): Readonly<Record<LiftReading, LearningLevel>> => {
  const { replace, remove } = rate(outcomes);
  return { replace: replace.result, remove: remove.result };
};

/**
 * Rating of learning results (kết quả học tập) of a term or the year, with the one-subject lift: where one subject
 * alone holds the level two or more below Tốt or Khá, it rises one step and no further.
 * Circular 22/2021, Art. 9(2) and 9(3).
 */
export const learningResult = (results: SubjectResults, reading: LiftReading = 'replace'): LearningLevel =>
  learningReadings(outcomesOf(results))[reading];

/**
 * The rating with the conditions each level failed, the level before the lift, the subject made harmless and the
 * result under both readings. Circular 22/2021, Art. 9(2) and 9(3).
 */
export const explainLearningResult = (
  subjects: readonly NamedOutcome[],
  reading: LiftReading = 'replace',
): LearningDerivation => {
  const rated = rate(subjects.map(({ result }) => result));
  const named = ({ harmless, would, result }: LiftTrial): NamedLift => ({
    harmless: harmless === null ? null : (subjects[harmless]?.subject ?? null),
    would,
    result,
    lifted: result !== rated.base,
  });
  return {
    rule: 'learning-result',
    article: articleOf22(9, rated[reading].result === rated.base ? 2 : 3),
    inputs: subjects.map(({ subject, result }) => ({ name: subject, value: result })),
    conditions: levelConditions(rated.tally),
    base: rated.base,
    reading,
    readings: { replace: named(rated.replace), remove: named(rated.remove) },
    ambiguous: rated.replace.result !== rated.remove.result,
    result: rated[reading].result,
  };
};

import type { LiftReading } from '../../policy.ts';
import {
  type LearningLevel,
  levelOf,
  nextLevel,
  rankOf,
  type SubjectOutcome,
  type Tally,
  tallied,
} from './rating.ts';

/**
 * What one reading of the lift makes of the results: the place of the one subject that alone holds the level two or
 * more steps below Tốt or Khá (null: there is none), the level without its harm, and the level after the lift.
 */
export interface LiftTrial {
  readonly harmless: number | null;
  readonly would: LearningLevel;
  readonly result: LearningLevel;
}

const withoutHarm = (tally: Tally, outcome: SubjectOutcome, reading: LiftReading): Tally => {
  const left = tallied(tally, outcome, -1);
  if (reading === 'remove') return left;
  return tallied(left, typeof outcome === 'number' ? 100 : 'Đ', 1);
};

/** The lift is for Tốt and Khá missed by at least this many levels. */
const STEPS_MISSED = 2;

/** Tries the lift under one reading. At most one subject can be the cause, so the first found is it. Art. 9(3). */
export const tryLift = (
  outcomes: readonly SubjectOutcome[],
  tally: Tally,
  base: LearningLevel,
  reading: LiftReading,
): LiftTrial => {
  // Two steps above Chưa đạt is Khá already, so no lower level is ever a reason; above Khá there is no second step,
  // and most pupils are done here.
  const needed = rankOf(base) + STEPS_MISSED;
  if (needed <= rankOf('T')) {
    for (const [harmless, outcome] of outcomes.entries()) {
      const would = levelOf(withoutHarm(tally, outcome, reading));
      if (rankOf(would) >= needed) return { harmless, would, result: nextLevel(base) };
    }
  }
  return { harmless: null, would: base, result: base };
};

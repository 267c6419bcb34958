import type { Condition } from '../derivation.ts';

/** Tốt, Khá, Đạt, Chưa đạt. */
export type LearningLevel = 'T' | 'K' | 'Đ' | 'CĐ';

/** A subject's result in a rating: an average in tenths, or Đ/CĐ of a comment subject. */
export type SubjectOutcome = number | 'Đ' | 'CĐ';

const ORDER: readonly LearningLevel[] = ['CĐ', 'Đ', 'K', 'T'];

/** Chưa đạt 0, Đạt 1, Khá 2, Tốt 3. */
export const rankOf = (level: LearningLevel): number => ORDER.indexOf(level);

/** The level one step above; Tốt stays. */
export const nextLevel = (level: LearningLevel): LearningLevel => ORDER[rankOf(level) + 1] ?? 'T';

/** The number of subjects that must reach the bar is absolute, not a share. */
const SUBJECTS_AT_BAR = 6;

/** What a level asks: comment subjects failed at most, no average below the floor, six averages at the bar. */
interface LevelRule {
  readonly level: LearningLevel;
  readonly failed: number;
  readonly floor: 35 | 50 | 65;
  readonly bar: 50 | 65 | 80;
}

const LEVELS: readonly LevelRule[] = [
  { level: 'T', failed: 0, floor: 65, bar: 80 },
  { level: 'K', failed: 0, floor: 50, bar: 65 },
  { level: 'Đ', failed: 1, floor: 35, bar: 50 },
];

/** All that a rating needs to know of the results: how many there are, how many reach each bar, how many failed. */
export interface Tally {
  readonly scored: number;
  readonly failed: number;
  readonly 35: number;
  readonly 50: number;
  readonly 65: number;
  readonly 80: number;
}

const NOTHING: Tally = { scored: 0, failed: 0, 35: 0, 50: 0, 65: 0, 80: 0 };

/** A tally with one result more (`by` 1) or less (`by` -1). */
export const tallied = (tally: Tally, outcome: SubjectOutcome, by: 1 | -1): Tally =>
  typeof outcome === 'number'
    ? {
        scored: tally.scored + by,
        failed: tally.failed,
        35: tally[35] + (outcome >= 35 ? by : 0),
        50: tally[50] + (outcome >= 50 ? by : 0),
        65: tally[65] + (outcome >= 65 ? by : 0),
        80: tally[80] + (outcome >= 80 ? by : 0),
      }
    : { ...tally, failed: tally.failed + (outcome === 'CĐ' ? by : 0) };

/** Counts the results of a rating. */
export const tallyOf = (outcomes: readonly SubjectOutcome[]): Tally =>
  outcomes.reduce<Tally>((tally, outcome) => tallied(tally, outcome, 1), NOTHING);

const below = (tally: Tally, { floor }: LevelRule): number => tally.scored - tally[floor];
const fewFailed = (tally: Tally, rule: LevelRule): boolean => tally.failed <= rule.failed;
const noneBelow = (tally: Tally, rule: LevelRule): boolean => below(tally, rule) === 0;
const enoughAtBar = (tally: Tally, { bar }: LevelRule): boolean => tally[bar] >= SUBJECTS_AT_BAR;

/** The highest level whose conditions all hold, before any lift. Circular 22/2021, Art. 9(2). */
export const levelOf = (tally: Tally): LearningLevel =>
  LEVELS.find((rule) => fewFailed(tally, rule) && noneBelow(tally, rule) && enoughAtBar(tally, rule))
    ?.level ?? 'CĐ';

/** Every condition of every level, with what was found. Circular 22/2021, Art. 9(2). */
export const levelConditions = (tally: Tally): Condition[] =>
  LEVELS.flatMap((rule) => {
    const { level, failed, floor, bar } = rule;
    return [
      { level, name: 'comment-failed', found: tally.failed, atMost: failed, holds: fewFailed(tally, rule) },
      {
        level,
        name: 'below',
        bar: floor,
        found: below(tally, rule),
        atMost: 0,
        holds: noneBelow(tally, rule),
      },
      {
        level,
        name: 'reached',
        bar,
        found: tally[bar],
        atLeast: SUBJECTS_AT_BAR,
        holds: enoughAtBar(tally, rule),
      },
    ];
  });

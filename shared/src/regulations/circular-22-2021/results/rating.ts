import type { Condition } from '../../../marks/derivation.ts';

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

/** The averages a rating counts against, in tenths, under the names of their counts. */
const BARS = { at35: 35, at50: 50, at65: 65, at80: 80 } as const;
type Bar = keyof typeof BARS;

/** The conditions of a level: comment subjects failed at most, no average below the floor, six averages at the bar. */
interface LevelRule {
  readonly level: LearningLevel;
  readonly failed: number;
  readonly floor: Bar;
  readonly bar: Bar;
}

const LEVELS: readonly LevelRule[] = [
  { level: 'T', failed: 0, floor: 'at65', bar: 'at80' },
  { level: 'K', failed: 0, floor: 'at50', bar: 'at65' },
  { level: 'Đ', failed: 1, floor: 'at35', bar: 'at50' },
];

/** All that a rating needs to know of the results: how many there are, how many reach each bar, how many failed. */
export interface Tally extends Readonly<Record<Bar, number>> {
  readonly scored: number;
  readonly failed: number;
}

const NOTHING: Tally = { scored: 0, failed: 0, at35: 0, at50: 0, at65: 0, at80: 0 };

/** A tally with one result more (`by` 1) or less (`by` -1). */
export const tallied = (tally: Tally, outcome: SubjectOutcome, by: 1 | -1): Tally =>
  typeof outcome === 'number'
    ? {
        scored: tally.scored + by,
        failed: tally.failed,
        at35: tally.at35 + (outcome >= BARS.at35 ? by : 0),
        at50: tally.at50 + (outcome >= BARS.at50 ? by : 0),
        at65: tally.at65 + (outcome >= BARS.at65 ? by : 0),
        at80: tally.at80 + (outcome >= BARS.at80 ? by : 0),
      }
    : { ...tally, failed: tally.failed + (outcome === 'CĐ' ? by : 0) };

/** Counts the results of a rating. */
export const tallyOf = (outcomes: readonly SubjectOutcome[]): Tally =>
  outcomes.reduce<Tally>((tally, outcome) => tallied(tally, outcome, 1), NOTHING);

const below = (tally: Tally, { floor }: LevelRule): number => tally.scored - tally[floor];
const reached = (tally: Tally, { bar }: LevelRule): number => tally[bar];
const fewFailed = (tally: Tally, rule: LevelRule): boolean => tally.failed <= rule.failed;
const noneBelow = (tally: Tally, rule: LevelRule): boolean => below(tally, rule) === 0;
const enoughAtBar = (tally: Tally, rule: LevelRule): boolean => reached(tally, rule) >= SUBJECTS_AT_BAR;

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
        bar: BARS[floor],
        found: below(tally, rule),
        atMost: 0,
        holds: noneBelow(tally, rule),
      },
      {
        level,
        name: 'reached',
        bar: BARS[bar],
        found: reached(tally, rule),
        atLeast: SUBJECTS_AT_BAR,
        holds: enoughAtBar(tally, rule),
      },
    ];
  });

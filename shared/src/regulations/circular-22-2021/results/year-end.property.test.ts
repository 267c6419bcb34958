import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { yearAbsences } from './absences.ts';
import { decidePromotion, type YearOutcome } from './promotion.ts';
import type { LearningLevel } from './rating.ts';
import { decideTitle } from './title.ts';
import { yearConduct } from './year-conduct.ts';

const LEVELS: readonly LearningLevel[] = ['CĐ', 'Đ', 'K', 'T'];
const rank = (level: LearningLevel): number => LEVELS.indexOf(level);
/** Each level with those above it, itself among them. */
const upward = LEVELS.flatMap((low, i) => LEVELS.slice(i).map((high) => [low, high] as const));

const SEED = 22_2021;
const level = fc.constantFrom(...LEVELS);
const absent = fc.oneof(fc.integer({ min: 40, max: 50 }), fc.integer({ min: 0, max: 400 }));
const outcome = fc.record({ learning: level, conduct: level, absent });
const scored = fc.array(fc.constantFrom(50, 65, 80, 89, 90, 91, 100), { minLength: 6, maxLength: 9 });

/** Not a single member of the second is worse than in the first. */
const better = outcome.chain((before) =>
  fc.record({
    before: fc.constant(before),
    after: fc.record({
      learning: fc.constantFrom(...LEVELS.slice(rank(before.learning))),
      conduct: fc.constantFrom(...LEVELS.slice(rank(before.conduct))),
      absent: fc.integer({ min: 0, max: before.absent }),
    }),
  }),
);

const TITLES = [null, 'good', 'excellent'];
const worth = (of: YearOutcome, averages: readonly number[]): number =>
  TITLES.indexOf(decideTitle(of, averages));

describe(`the end of any year (seed ${SEED})`, () => {
  it('a better conduct in a term never gives worse conduct of the year', () => {
    for (const other of LEVELS) {
      for (const [low, high] of upward) {
        expect(rank(yearConduct(high, other))).toBeGreaterThanOrEqual(rank(yearConduct(low, other)));
        expect(rank(yearConduct(other, high))).toBeGreaterThanOrEqual(rank(yearConduct(other, low)));
      }
    }
  });

  it('the conduct of the year lies at most one level above the second term, and fails only with it', () => {
    for (const first of LEVELS) {
      for (const second of LEVELS) {
        const year = yearConduct(first, second);
        expect(rank(year)).toBeLessThanOrEqual(rank(second) + 1);
        expect(year === 'CĐ').toBe(second === 'CĐ');
      }
    }
  });

  it('a promoted pupil stays promoted with better results and fewer absences', () => {
    fc.assert(
      fc.property(better, ({ before, after }) => {
        if (decidePromotion(before) === 'promoted') expect(decidePromotion(after)).toBe('promoted');
      }),
      { seed: SEED, numRuns: 3000 },
    );
  });

  it('a title is never lost by better results, higher averages or fewer absences', () => {
    fc.assert(
      fc.property(better, scored, fc.nat(), ({ before, after }, averages, at) => {
        const higher = averages.with(at % averages.length, 100);
        expect(worth(after, higher)).toBeGreaterThanOrEqual(worth(before, averages));
      }),
      { seed: SEED, numRuns: 3000 },
    );
  });

  it('nobody has a title without being promoted', () => {
    fc.assert(
      fc.property(outcome, scored, (of, averages) => {
        if (decideTitle(of, averages) !== null) expect(decidePromotion(of)).toBe('promoted');
      }),
      { seed: SEED, numRuns: 3000 },
    );
  });

  it('the order of the averages does not matter to a title', () => {
    const twice = scored.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(outcome, twice, (of, [one, other]) => {
        expect(decideTitle(of, other)).toBe(decideTitle(of, one));
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });

  it('the absences of the year are both terms in either order, and never fewer than in one', () => {
    fc.assert(
      fc.property(absent, absent, (first, second) => {
        const year = yearAbsences(first, second);
        expect(year).toBe(yearAbsences(second, first));
        expect(year).toBeGreaterThanOrEqual(Math.max(first, second));
        expect(year).toBe(Math.min(first + second, 400));
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });
});

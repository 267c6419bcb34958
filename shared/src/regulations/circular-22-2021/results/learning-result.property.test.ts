import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LiftReading } from '../../policy.ts';
import { baseLearningResult, learningResult, type SubjectResults } from './learning-result.ts';
import { rankOf } from './rating.ts';

const SEED = 22_2021;
const always = { seed: SEED, numRuns: 3000 };

/** Mostly averages at and just below the bars, where a tenth decides. */
const nearBar = fc.constantFrom(0, 34, 35, 36, 49, 50, 51, 64, 65, 66, 79, 80, 81, 89, 90, 100);
const scoredAverage = fc.oneof(nearBar, fc.integer({ min: 0, max: 100 }));
/** A pupil good at most subjects, with a few that differ: these are the ones that the lift is about. */
const mostlyGood = fc
  .tuple(
    fc.constantFrom(50, 65, 80, 90),
    fc.array(scoredAverage, { maxLength: 3 }),
    fc.integer({ min: 4, max: 7 }),
  )
  .map(([good, others, count]) => [...Array<number>(count).fill(good), ...others]);
const scored = fc.oneof(mostlyGood, fc.array(scoredAverage, { minLength: 5, maxLength: 9 }));
const passedMostly = fc.constantFrom<'Đ' | 'CĐ'>('Đ', 'Đ', 'Đ', 'Đ', 'CĐ');
const comment = fc.array(passedMostly, { minLength: 3, maxLength: 6 });
const results = fc.record({ scored, comment });
const reading = fc.constantFrom<LiftReading>('replace', 'remove');

const stepsUp = (of: SubjectResults, by: LiftReading): number =>
  rankOf(learningResult(of, by)) - rankOf(baseLearningResult(of));

const shuffled = <Item>(list: readonly Item[]) => fc.shuffledSubarray([...list], { minLength: list.length });

describe(`ratings of any results (seed ${SEED})`, () => {
  it('the lift moves at most one step, and never to Tốt', () => {
    fc.assert(
      fc.property(results, reading, (of, by) => {
        expect([0, 1]).toContain(stepsUp(of, by));
        if (stepsUp(of, by) === 1) expect(['Đ', 'K']).toContain(learningResult(of, by));
      }),
      always,
    );
  });

  it('the lift is seen among these pupils: many are lifted, and some by one reading only', () => {
    const pupils = fc.sample(results, always);
    const lifted = pupils.filter((of) => stepsUp(of, 'replace') === 1);
    expect(lifted.length).toBeGreaterThan(100);
    expect(lifted.filter((of) => learningResult(of) === 'K').length).toBeGreaterThan(10);
    expect(lifted.filter((of) => stepsUp(of, 'remove') === 0).length).toBeGreaterThan(10);
  });

  it('a subject left out never gives more than a passing value in its place', () => {
    fc.assert(
      fc.property(results, (of) => {
        expect(rankOf(learningResult(of, 'remove'))).toBeLessThanOrEqual(
          rankOf(learningResult(of, 'replace')),
        );
      }),
      always,
    );
  });

  it('a higher average never lowers the rating', () => {
    fc.assert(
      fc.property(results, fc.nat(), fc.integer({ min: 1, max: 100 }), reading, (of, at, more, by) => {
        const place = at % of.scored.length;
        const better = of.scored.with(place, Math.min(100, (of.scored[place] ?? 0) + more));
        const after = learningResult({ ...of, scored: better }, by);
        expect(rankOf(after)).toBeGreaterThanOrEqual(rankOf(learningResult(of, by)));
      }),
      always,
    );
  });

  it('a comment subject passed instead of failed never lowers the rating', () => {
    fc.assert(
      fc.property(results, fc.nat(), reading, (of, at, by) => {
        const better = of.comment.with(at % of.comment.length, 'Đ');
        const after = learningResult({ ...of, comment: better }, by);
        expect(rankOf(after)).toBeGreaterThanOrEqual(rankOf(learningResult(of, by)));
      }),
      always,
    );
  });

  it('the order of the subjects does not matter', () => {
    const twice = results.chain((of) =>
      fc.tuple(fc.constant(of), fc.record({ scored: shuffled(of.scored), comment: shuffled(of.comment) })),
    );
    fc.assert(
      fc.property(twice, reading, ([one, other], by) => {
        expect(learningResult(other, by)).toBe(learningResult(one, by));
      }),
      always,
    );
  });
});

import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readVectorFiles, sourceOf } from '../vectors/run-vectors.ts';
import { argumentsLike } from './wild-values.ts';

const SEED = 20_261_125;
const RUNS = 150;

/** Vectors with what their module exports under their name: a function, or a table. */
const read = await Promise.all(
  readVectorFiles().map(async ({ path, content }) => {
    const exports = (await import(pathToFileURL(sourceOf(content.module)).href)) as Record<string, unknown>;
    return { path, ...content, tested: exports[content.function] };
  }),
);
/** Vectors of functions. */
const files = read.flatMap(({ tested, ...file }) =>
  typeof tested === 'function' ? [{ ...file, tested: tested as (...input: unknown[]) => unknown }] : [],
);

/** Arguments that a program holds and nobody types: the decimals of a format, the calendar of the country. */
const FIXED: Readonly<Record<string, readonly number[]>> = {
  parseDecimal: [1],
  formatDecimal: [1],
  workingDaysBetween: [2],
};

it('the vectors have functions that wild input is given to, and everything else of theirs is a table', () => {
  expect(files.length).toBeGreaterThan(80);
  const others = read.filter(({ tested }) => typeof tested !== 'function');
  expect(others.filter(({ tested }) => typeof tested !== 'object' || tested === null)).toEqual([]);
});

describe('no well-typed input makes a rule throw, however wild', () => {
  it.each(files)(
    'no well-typed input makes the rules of $path throw, however wild',
    ({ tested, ...file }) => {
      fc.assert(
        fc.property(
          argumentsLike(
            file.cases.map(({ input }) => input),
            FIXED[file.function],
          ),
          (input) => {
            tested(...input);
          },
        ),
        { seed: SEED, numRuns: RUNS },
      );
    },
  );
});

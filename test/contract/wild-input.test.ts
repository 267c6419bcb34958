import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { readVectorFiles, sourceOf } from '../vectors/run-vectors.ts';
import { argumentsLike } from './wild-values.ts';

const SEED = 20_261_125;
const RUNS = 150;

const files = readVectorFiles();

/** Arguments that a program holds and nobody types: the decimals of a format, the calendar of the country. */
const FIXED: Readonly<Record<string, readonly number[]>> = {
  parseDecimal: [1],
  formatDecimal: [1],
  workingDaysBetween: [2],
};

describe('no well-typed input makes a rule throw, however wild', () => {
  it.each(files.map(({ path, content }) => ({ path, ...content })))(
    'no well-typed input makes the rules of $path throw, however wild',
    async (file) => {
      const exports = (await import(pathToFileURL(sourceOf(file.module)).href)) as Record<string, unknown>;
      const tested = exports[file.function];
      if (typeof tested !== 'function') return;
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

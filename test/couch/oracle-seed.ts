import type { Parameters } from 'fast-check';

const { ORACLE_SEED = '20261125', ORACLE_RUNS, ORACLE_PATH } = process.env;

/**
 * How a comparison with another implementation draws its histories: the same ones every time, so that a change is what
 * turned it red. A failure prints the seed and the path; `ORACLE_SEED` draws others, `ORACLE_RUNS` more of them,
 * `ORACLE_PATH` goes straight to one.
 */
export const drawn = (numRuns: number): Parameters<unknown> => ({
  numRuns: Number(ORACLE_RUNS ?? numRuns),
  seed: Number(ORACLE_SEED),
  ...(ORACLE_PATH === undefined ? {} : { path: ORACLE_PATH }),
});

/** Whether the histories are those every run draws: only of them is known what they contain. */
export const AS_ALWAYS = ORACLE_RUNS === undefined && ORACLE_PATH === undefined;

import { RegistryError } from '@hocba/shared/problems';
import { expect, it } from 'vitest';
import { decideAgain } from './retry.ts';

/** A use case that loses so many races. */
const losing = (races: number, code: 'WRITE_CONFLICT' | 'DUPLICATE' = 'WRITE_CONFLICT') => {
  const at: number[] = [];
  const run = () =>
    decideAgain(async () => {
      at.push(performance.now());
      if (at.length <= races) throw new RegistryError(code);
      return 'done';
    });
  return { at, run };
};

it('field 44: a lost race is tried again with growing pauses', async () => {
  const { at, run } = losing(6);
  expect(await run()).toBe('done');
  const pauses = at.slice(1).map((time, i) => time - (at[i] ?? 0));
  // The sixth pause is from 80 to 240 ms, the first from 2.5 to 7.5.
  expect(pauses.at(-1)).toBeGreaterThan(79);
  expect(pauses[0]).toBeLessThan(pauses.at(-1) ?? 0);
});

it('a commit gives up after eight lost races, and after three when a row is there already', async () => {
  for (const [code, runs] of [
    ['WRITE_CONFLICT', 8],
    ['DUPLICATE', 3],
  ] as const) {
    const { at, run } = losing(100, code);
    await expect(run()).rejects.toMatchObject({ code });
    expect(at).toHaveLength(runs);
  }
});

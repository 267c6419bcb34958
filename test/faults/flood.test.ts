import { expect, it } from 'vitest';
import { playFlood } from '../bench/flood.ts';

/* The limits are those of a registry that nobody has set up; how the waits compare on a quiet machine: `bench flood`. */

it('field 34: a school goes on working while an account of another floods its own sheet with conflicting cells', async () => {
  const { quiet, flooded, rowBytes } = await playFlood({ requests: 4, saves: 40 });
  // Three such requests kept everybody waiting for seven seconds, and left a row of five megabytes.
  expect(flooded.longest).toBeLessThan(Math.max(4000, 20 * quiet.p99));
  expect(rowBytes).toBeGreaterThan(1000);
  expect(rowBytes).toBeLessThan(400_000);
}, 120_000);

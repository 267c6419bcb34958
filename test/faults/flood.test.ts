import { expect, it } from 'vitest';
import { playFlood } from '../bench/flood.ts';

/* The limits are those of a registry that nobody has set up; how the waits compare on a quiet machine: `bench flood`. */

/** Requests of conflicting cells, each as large as a request may be. */
const REQUESTS = 4;

it('field 34: a school goes on working while an account of another floods its own sheet with conflicting cells', async () => {
  const { savesBeside, rowBytes } = await playFlood({ requests: REQUESTS, saves: 40 });
  // Three of these requests once kept everybody waiting for seven seconds, a save for each, and left a row of five megabytes.
  expect(savesBeside).toBeGreaterThan(5 * REQUESTS);
  expect(rowBytes).toBeGreaterThan(1000);
  expect(rowBytes).toBeLessThan(400_000);
}, 120_000);

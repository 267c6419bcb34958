import { expect, it } from 'vitest';
import { openPace } from './pace.ts';

const SLOW = 150;
const work = (ms: number) => () => {
  for (const end = performance.now() + ms; performance.now() < end; );
  return performance.now();
};

it('an account rests nine times as long as its slow reading took, and others do not', async () => {
  const pace = openPace();
  const first = await pace('one', work(SLOW));
  const resting = pace('one', work(1));
  const other = await pace('two', work(SLOW));
  const second = await resting;
  expect(second).toBeGreaterThan(other);
  expect(second - first).toBeGreaterThan(SLOW * 9 - 10);
  // A quick reading earns no rest: the account is answered before one that rests.
  await pace('two', work(SLOW));
  const rested = pace('two', work(1));
  const third = await pace('one', work(1));
  expect(third).toBeLessThan(await rested);
});

it('an account rests after a slow reading that failed, and has seventeen readings at a time', async () => {
  const pace = openPace();
  const began = performance.now();
  const failed = pace('one', () => {
    work(SLOW)();
    throw new Error('no JSON');
  });
  await expect(failed).rejects.toThrow('no JSON');
  const next = Array.from({ length: 18 }, () => pace('one', () => 'read'));
  const settled = await Promise.allSettled(next);
  expect(performance.now() - began).toBeGreaterThan(SLOW * 10 - 10);
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(17);
  expect(settled.at(-1)).toMatchObject({ reason: { code: 'RATE_LIMITED' } });
});

it('a rest ends with a refusal when the registry is stopped, so that a stop does not wait for it', async () => {
  const closing = new AbortController();
  const pace = openPace(closing.signal);
  await pace('one', work(SLOW));
  const resting = [pace('one', () => 'read'), pace('one', () => 'read')];
  closing.abort();
  const settled = await Promise.allSettled(resting);
  expect(settled).toMatchObject([{ reason: { code: 'OVERLOADED' } }, { reason: { code: 'OVERLOADED' } }]);
  expect(await pace('two', () => 'read')).toBe('read');
});

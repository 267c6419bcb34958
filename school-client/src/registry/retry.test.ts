import { expect, it } from 'vitest';
import { createPatience, retryPause } from './retry.ts';

const pauses = (chance: number) =>
  [1, 2, 3, 4, 5, 6, 60].map((failures) => retryPause(failures, 60_000, chance));

it('field 7: a device tries again after two seconds, then ever later, at most every minute', () => {
  expect(pauses(0.5)).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
});

it('field 7: devices of one school do not come all at once', () => {
  expect([pauses(0)[1], pauses(1)[1]]).toEqual([3_000, 5_000]);
});

it('field 7: a person’s act is tried again three seconds after the last try, and not while the line is up', () => {
  let now = 0;
  const patience = createPatience(() => now);
  patience.ended(true);
  now = 100_000;
  expect([patience.mayAct(), patience.pause(60_000)]).toEqual([false, undefined]);
  patience.ended(false);
  now += 2_999;
  expect(patience.mayAct()).toBe(false);
  now += 1;
  expect(patience.mayAct()).toBe(true);
});

it('field 7: a registry that asks for a pause gets it, also from a person at work', () => {
  let now = 0;
  const patience = createPatience(
    () => now,
    () => 0.5,
  );
  patience.ended(false, 30);
  expect(patience.pause(60_000)).toBe(30_000);
  now = 29_999;
  expect(patience.mayAct()).toBe(false);
  now = 30_000;
  expect(patience.mayAct()).toBe(true);
});

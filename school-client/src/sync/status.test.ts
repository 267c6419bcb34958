import type { Instant, SchoolYear } from '@hocba/shared/school/identifiers';
import { expect, it } from 'vitest';
import { decideStatus, hasAsked, NO_FACTS, type SyncFacts } from './status.ts';

const AT = '2026-11-25T02:00:00.000Z' as Instant;

it.each<[Partial<SyncFacts>, string]>([
  [{ asked: true }, 'saved-here'],
  [{ running: true }, 'sending'],
  [{ syncedAt: AT }, 'synced'],
  [{ syncedAt: AT, unsent: 1 }, 'saved-here'],
  [{ syncedAt: AT, unsent: 1, running: true }, 'sending'],
  [{ syncedAt: AT, running: true }, 'synced'],
  [{ syncedAt: AT, reached: false, unsent: 37 }, 'offline'],
  [{ syncedAt: AT, needsSignIn: true, unsent: 1 }, 'sign-in'],
  [{ syncedAt: AT, refused: 2 }, 'refused'],
  [{ syncedAt: AT, contested: 1 }, 'contested'],
  [{ syncedAt: AT, failed: true }, 'saved-here'],
  [{ syncedAt: AT, failed: true, reached: false }, 'offline'],
  [{ syncedAt: AT, reached: false, running: true, unsent: 1 }, 'offline'],
  [{ syncedAt: AT, invalid: 1 }, 'invalid'],
  [{ syncedAt: AT, invalid: 1, unsent: 1 }, 'saved-here'],
  [{ syncedAt: AT, invalid: 1, contested: 1 }, 'contested'],
  [{ syncedAt: AT, saving: 1, reached: false }, 'saving'],
])('the status of %j is %s', (facts, state) => {
  expect(decideStatus({ ...NO_FACTS, ...facts }).state).toBe(state);
});

it.each<[string, Partial<SyncFacts>, string]>([
  ['while the disk is read', { opening: true }, 'opening'],
  ['while the disk is read and the line is down', { opening: true, reached: false }, 'opening'],
  ['before the first run has ended', {}, 'opening'],
  ['after a first run without success', { asked: true, failed: true }, 'saved-here'],
  [
    'of a year that was not opened',
    { syncedAt: AT, asked: true, unopened: ['2025-2026' as SchoolYear] },
    'unopened',
  ],
  ['of a device that was synced before', { syncedAt: AT }, 'synced'],
])('field 7: the header %s claims nothing that it cannot know', (_, facts, state) => {
  expect(decideStatus({ ...NO_FACTS, ...facts }).state).toBe(state);
});

it('field 7: a document that is not here may be on its way until the registry was asked or cannot be reached', () => {
  const told = (facts: Partial<SyncFacts>) => hasAsked({ ...NO_FACTS, ...facts });
  expect([told({}), told({ running: true }), told({ syncedAt: AT })]).toEqual([false, false, false]);
  expect([told({ asked: true, running: true }), told({ reached: false })]).toEqual([true, true]);
});

it('the status is never synced while something is unsent', () => {
  for (const running of [true, false]) {
    for (const reached of [true, false]) {
      expect(decideStatus({ ...NO_FACTS, syncedAt: AT, unsent: 1, running, reached }).state).not.toBe(
        'synced',
      );
    }
  }
});

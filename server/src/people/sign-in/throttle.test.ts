import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant } from '@hocba/shared/school/identifiers';
import { beforeEach, expect, it } from 'vitest';
import { TEST_MAC } from '../../storage/engine/chain-mac.fixture.ts';
import type { Db } from '../../storage/engine/db.ts';
import { migrate } from '../../storage/engine/migrate.ts';
import { openStorage } from '../../storage/engine/open.ts';
import { deleteThrottle, findThrottle } from '../../storage/queries/people.ts';
import { countTry, decideThrottle, judgeTry, PASSWORD_LIMITS, takeBack } from './throttle.ts';

const NOW = '2026-10-01T02:00:00.000Z' as Instant;
const after = (seconds: number) => new Date(Date.parse(NOW) + seconds * 1000).toISOString() as Instant;

const COUNTED = { key: 'k', account: 'clerk.tantrao', limits: PASSWORD_LIMITS };

let db: Db;
beforeEach(async () => {
  db = await openStorage('memory:', TEST_MAC);
  await migrate(db);
});

it('a locked account pauses 30 s after five failures, doubled up to 15 minutes', () => {
  const pauses: number[] = [];
  let row: ReturnType<typeof decideThrottle> | undefined;
  for (let i = 0; i < 40; i += 1) {
    row = decideThrottle(COUNTED, row, NOW);
    pauses.push(row.locked_until === null ? 0 : (Date.parse(row.locked_until) - Date.parse(NOW)) / 1000);
  }
  expect(pauses.slice(0, 11)).toEqual([0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900]);
  expect(pauses.at(-1)).toBe(900);
});

it('the lock lets five of a hundred simultaneous tries through', async () => {
  const tries = Array.from({ length: 100 }, () => countTry(db, [COUNTED], NOW));
  const outcomes = await Promise.allSettled(tries);
  expect(outcomes.filter((o) => o.status === 'fulfilled')).toHaveLength(5);
});

it('the lock says how long to wait, does not lengthen the pause meanwhile, and forgets after success', async () => {
  for (let i = 0; i < 5; i += 1) await countTry(db, [COUNTED], NOW);
  for (const seconds of [0, 10, 20]) {
    await expect(countTry(db, [COUNTED], after(seconds))).rejects.toMatchObject({
      code: 'SIGN_IN_LOCKED',
      retryAfterSeconds: 30 - seconds,
    });
  }
  await countTry(db, [COUNTED], after(30));
  await expect(countTry(db, [COUNTED], after(31))).rejects.toMatchObject({
    retryAfterSeconds: 59,
  });
  await db.commit([deleteThrottle('k')]);
  await countTry(db, [COUNTED], after(32));
});

it('the lock keeps the pause over a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hocba-throttle-'));
  const url = `file:${join(folder, 'db.sqlite')}`;
  const first = await openStorage(url, TEST_MAC);
  await migrate(first);
  for (let i = 0; i < 5; i += 1) await countTry(first, [COUNTED], NOW);
  await first.close();
  const second = await openStorage(url, TEST_MAC);
  await expect(countTry(second, [COUNTED], NOW)).rejects.toMatchObject({ code: 'SIGN_IN_LOCKED' });
  await second.close();
  rmSync(folder, { recursive: true });
});

it('field 44: a try that could not be judged does not count, and a refusal does', async () => {
  const tryOnce = async (answer: 'WRITE_CONFLICT' | 'OVERLOADED' | 'SIGN_IN_FAILED') => {
    await countTry(db, [COUNTED], NOW);
    const judge = () => Promise.reject(new RegistryError(answer));
    await expect(judgeTry(db, [COUNTED], judge)).rejects.toMatchObject({ code: answer });
  };
  for (let i = 0; i < 6; i += 1) await tryOnce(i % 2 === 0 ? 'WRITE_CONFLICT' : 'OVERLOADED');
  for (let i = 0; i < 4; i += 1) await tryOnce('SIGN_IN_FAILED');
  // The fifth begins a pause, which ends with the try.
  await tryOnce('WRITE_CONFLICT');
  await tryOnce('SIGN_IN_FAILED');
  await expect(countTry(db, [COUNTED], NOW)).rejects.toMatchObject({ code: 'SIGN_IN_LOCKED' });
});

it('field 37: a pause under one key counts nothing under the others', async () => {
  const other = { ...COUNTED, key: 'other' };
  for (let i = 0; i < 5; i += 1) await countTry(db, [COUNTED], NOW);
  await expect(countTry(db, [other, COUNTED], NOW)).rejects.toMatchObject({ retryAfterSeconds: 30 });
  expect(await findThrottle(db, 'other')).toBeUndefined();
});

it('field 37: failures are forgotten after a day without one, and their rows go with the next new key', async () => {
  const day = 86_400;
  for (let i = 0; i < 4; i += 1) await countTry(db, [COUNTED], NOW);
  expect(await countTry(db, [COUNTED], after(day))).toMatchObject([{ row: { locked_until: null } }]);
  expect(await findThrottle(db, 'k')).toMatchObject({ failures: 1, last_at: after(day) });
  await countTry(db, [{ ...COUNTED, key: 'other' }], after(3 * day));
  expect(await findThrottle(db, 'k')).toBeUndefined();
});

it('field 37: a new key beside one that is days old is counted, not locked out', async () => {
  await countTry(db, [COUNTED], NOW);
  const other = { ...COUNTED, key: 'other' };
  expect(await countTry(db, [COUNTED, other], after(3 * 86_400))).toHaveLength(2);
  expect(await findThrottle(db, 'k')).toMatchObject({ failures: 1 });
});

it('field 37: a try that is taken back leaves no pause and no later time than before', async () => {
  for (let i = 0; i < 4; i += 1) await countTry(db, [COUNTED], NOW);
  const [tried] = await countTry(db, [COUNTED], after(60));
  await takeBack(db, COUNTED, tried);
  expect(await findThrottle(db, 'k')).toMatchObject({ failures: 4, locked_until: null, last_at: NOW });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { enqueueJob } from '../queries/jobs.ts';
import { findSetting, putSetting } from '../queries/settings.ts';
import { TEST_MAC } from './chain-mac.fixture.ts';
import type { Db } from './db.ts';
import { migrate } from './migrate.ts';
import { openStorage } from './open.ts';
import { whileUnchanged } from './while-unchanged.ts';

let folder: string;
let db: Db;
let other: Db;
let asked: string[];
let ask: (key: string) => Promise<{ value: string | undefined }>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hocba-unchanged-'));
  const url = `file:${join(folder, 'db.sqlite')}`;
  db = await openStorage(url, TEST_MAC);
  await migrate(db);
  other = await openStorage(url, TEST_MAC);
  asked = [];
  ask = whileUnchanged(
    db,
    (key: string) => key,
    async (key) => {
      asked.push(key);
      return { value: await findSetting(db, key) };
    },
  );
});

afterEach(async () => {
  await db.close();
  await other.close();
  rmSync(folder, { recursive: true });
});

it('a kept answer is read once as long as nothing changes, and each question by itself', async () => {
  await db.commit([putSetting('a', '1')]);
  expect([await ask('a'), await ask('a'), await ask('b')]).toEqual([
    { value: '1' },
    { value: '1' },
    { value: undefined },
  ]);
  expect(asked).toEqual(['a', 'b']);
});

it('a kept answer is read again after every commit, of its own program or of another', async () => {
  await ask('a');
  await db.commit([putSetting('a', '2')]);
  expect(await ask('a')).toEqual({ value: '2' });
  await other.commit([putSetting('a', '3')]);
  expect(await ask('a')).toEqual({ value: '3' });
});

it('an answer from some tables is kept while others change, and read again after a change of its own or by another program', async () => {
  const ofSettings = whileUnchanged(
    db,
    (key: string) => key,
    async (key) => {
      asked.push(key);
      return { value: await findSetting(db, key) };
    },
    ['setting'],
  );
  await ofSettings('a');
  await db.commit([enqueueJob({ id: 'j', kind: 'k', key: 'k', runAt: '2026-10-01T00:00:00.000Z' })]);
  await ofSettings('a');
  expect(asked).toEqual(['a']);
  await db.commit([putSetting('a', '2')]);
  expect(await ofSettings('a')).toEqual({ value: '2' });
  await other.commit([putSetting('a', '3')]);
  expect(await ofSettings('a')).toEqual({ value: '3' });
});

it('an answer that was read while somebody wrote is not kept', async () => {
  const slow = whileUnchanged(
    db,
    (key: string) => key,
    async (key) => {
      const value = await findSetting(db, key);
      await other.commit([putSetting('a', '4')]);
      return { value };
    },
  );
  await slow('a');
  expect(await slow('a')).toEqual({ value: '4' });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { decideMigrations, isMigrated, migrate } from './migrate.ts';
import { openStorage } from './open.ts';
import { getEpoch } from './settings.ts';

const step = (index: number, hash = `h${index}`) => ({ index, tag: `000${index}`, hash, statements: [] });

it('runs what is missing, in order', () => {
  expect(decideMigrations([step(0), step(1), step(2)], [step(0)]).map((m) => m.index)).toEqual([1, 2]);
});

it('refuses a database newer than the code', () => {
  expect(() => decideMigrations([step(0)], [step(0), step(1)])).toThrow('newer than this program');
});

it('refuses a migration that was edited after it ran', () => {
  expect(() => decideMigrations([step(0, 'edited')], [step(0)])).toThrow('not the one that ran');
});

it('keeps the epoch and the rows when it runs again, and changes nothing in a newer database', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hocba-'));
  const file = join(folder, 'deep', 'db.sqlite');
  try {
    const first = await openStorage(`file:${file}`);
    await migrate(first);
    const epoch = await getEpoch(first);
    await migrate(first);
    expect(await getEpoch(first)).toBe(epoch);
    await first.close();

    const raw = new Database(file);
    raw.prepare('insert into schema_migration values (99, ?, ?)').run('0099_future', 'x');
    raw.close();
    const again = await openStorage(`file:${file}`);
    await expect(migrate(again)).rejects.toThrow('newer than this program');
    expect(await getEpoch(again)).toBe(epoch);
    await again.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('tells whether the schema is this code’s without changing anything', async () => {
  const db = await openStorage('memory:');
  expect(await isMigrated(db)).toBe(false);
  await expect(getEpoch(db)).rejects.toThrow('no such table');
  await migrate(db);
  expect(await isMigrated(db)).toBe(true);
  await db.close();
});

it('names no database it cannot open', async () => {
  await expect(openStorage('mysql://user:secret@host/db')).rejects.toThrow('must start with');
  await expect(openStorage('mysql://user:secret@host/db')).rejects.not.toThrow('secret');
});

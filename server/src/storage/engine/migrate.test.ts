import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { getEpoch } from '../queries/settings.ts';
import { listSubmissionsOf } from '../queries/submissions.ts';
import { listFreeYears } from '../queries/work/waiting-years.ts';
import { TEST_MAC } from './chain-mac.fixture.ts';
import { decideMigrations, isMigrated, migrate } from './migrate.ts';
import { openStorage } from './open.ts';

const step = (index: number, hash = `h${index}`) => ({ index, tag: `000${index}`, hash, statements: [] });

it('the migration runs what is missing, in order', () => {
  expect(decideMigrations([step(0), step(1), step(2)], [step(0)]).map((m) => m.index)).toEqual([1, 2]);
});

it('the migration refuses a database newer than the code', () => {
  expect(() => decideMigrations([step(0)], [step(0), step(1)])).toThrow('newer than this program');
});

it('the migration refuses a migration that was edited after it ran', () => {
  expect(() => decideMigrations([step(0, 'edited')], [step(0)])).toThrow('not the one that ran');
});

it('the migration keeps the epoch and the rows when it runs again, and changes nothing in a newer database', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hocba-'));
  const file = join(folder, 'deep', 'db.sqlite');
  try {
    const first = await openStorage(`file:${file}`, TEST_MAC);
    await migrate(first);
    const epoch = await getEpoch(first);
    await migrate(first);
    expect(await getEpoch(first)).toBe(epoch);
    await first.close();

    const raw = new Database(file);
    raw.prepare('insert into schema_migration values (99, ?, ?)').run('0099_future', 'x');
    raw.close();
    const again = await openStorage(`file:${file}`, TEST_MAC);
    await expect(migrate(again)).rejects.toThrow('newer than this program');
    expect(await getEpoch(again)).toBe(epoch);
    await again.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** A database as the program before the index by ULID left it, with one submission. */
const openBeforeUlid = (file: string): void => {
  const raw = new Database(file);
  raw.exec(
    'create table schema_migration ("index" integer primary key, tag text not null, hash text not null)',
  );
  for (const [index, tag] of ['first', 'attachments', 'not_taken', 'submission_rev'].entries()) {
    const name = `000${index}_${tag}`;
    const text = readFileSync(new URL(`../../../../migrations/sqlite/${name}.sql`, import.meta.url), 'utf8');
    raw.exec(text.replaceAll('--> statement-breakpoint', ''));
    const hash = createHash('sha256').update(text).digest('hex');
    raw.prepare('insert into schema_migration values (?, ?, ?)').run(index, name, hash);
  }
  raw
    .prepare(
      "insert into submission (db, seq, doc, kind, dev, n, account, received_at, body) values ('y', 1, ?, 'entry', 'x', 7, 'a', 't', '{}')",
    )
    .run(DOC);
  raw.close();
};
const DOC = 'entry:6A1:van:hk1:01M89N8XQFW4MXKZBS3GDTHFB1';

it('the migration finds submissions of before the index by ULID, and asks no more than that index', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hocba-'));
  const file = join(folder, 'db.sqlite');
  try {
    openBeforeUlid(file);
    const db = await openStorage(`file:${file}`, TEST_MAC);
    await migrate(db);
    expect((await listSubmissionsOf(db, 'y', [DOC])).map(({ n }) => n)).toEqual([7]);
    await db.close();
    const raw = new Database(file);
    const asked = "db = 'y' and substr(doc, length(doc) - 25) in (select value from json_each('[]'))";
    const plan = raw.prepare(`explain query plan select * from submission where ${asked}`).all();
    expect(JSON.stringify(plan)).toContain('USING INDEX submission_doc (db=? AND <expr>=?)');
    raw.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('the migration lets every school year of before wait once, so that nothing in its log stays unread', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hocba-'));
  const file = join(folder, 'db.sqlite');
  try {
    openBeforeUlid(file);
    const raw = new Database(file);
    raw.prepare("insert into sync_db (name, seq, opened_at) values ('y', 3, 't')").run();
    raw.close();
    const db = await openStorage(`file:${file}`, TEST_MAC);
    await migrate(db);
    const asked = { now: 't', holder: 'me', after: '', limit: 9 };
    expect(await listFreeYears(db, asked)).toEqual([{ db: 'y', newest: 3, holder: null, held_until: null }]);
    await db.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('the check of the schema tells whether it is this code’s without changing anything', async () => {
  const db = await openStorage('memory:', TEST_MAC);
  expect(await isMigrated(db)).toBe(false);
  await expect(getEpoch(db)).rejects.toThrow('no such table');
  await migrate(db);
  expect(await isMigrated(db)).toBe(true);
  await db.close();
});

it('the check of the schema names no database it cannot open', async () => {
  await expect(openStorage('mysql://user:secret@host/db', TEST_MAC)).rejects.toThrow('must start with');
  await expect(openStorage('mysql://user:secret@host/db', TEST_MAC)).rejects.not.toThrow('secret');
});

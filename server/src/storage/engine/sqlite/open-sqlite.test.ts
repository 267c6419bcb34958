import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TEST_MAC } from '../chain-mac.fixture.ts';
import { type Db, write } from '../db.ts';
import { openSqlite } from './open-sqlite.ts';

let folder: string;
let db: Db;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hocba-'));
  const file = join(folder, 'db.sqlite');
  const raw = new Database(file);
  raw.exec('create table counter (name text primary key not null, value integer not null)');
  raw.close();
  db = openSqlite(file, TEST_MAC);
});

afterEach(async () => {
  await db.close();
  rmSync(folder, { recursive: true });
});

const insert = (name: string, value: number) => write((q, t) => q.insert(t.counter).values({ name, value }));
const raise = (from: number) =>
  write(
    (q, t) =>
      q
        .update(t.counter)
        .set({ value: from + 1 })
        .where(eq(t.counter.value, from)),
    1,
  );

it('a commit stores all writes of a list or none', async () => {
  await db.commit([insert('a', 1)]);
  await expect(db.commit([insert('b', 5), raise(7)])).rejects.toMatchObject({ code: 'WRITE_CONFLICT' });
  expect(await db.query.select().from(db.tables.counter)).toEqual([{ name: 'a', value: 1 }]);
});

it('a refused list does not take its neighbours down', async () => {
  const outcomes = await Promise.allSettled([
    db.commit([insert('a', 1)]),
    db.commit([insert('a', 2)]),
    db.commit([insert('c', 3)]),
  ]);
  expect(outcomes.map((o) => o.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(outcomes[1]).toMatchObject({ reason: { code: 'DUPLICATE' } });
  expect(await db.query.select().from(db.tables.counter)).toHaveLength(2);
});

it('the database lets one of twenty concurrent decisions on one version win', async () => {
  await db.commit([insert('a', 1)]);
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => db.commit([raise(1)])));
  expect(outcomes.filter((o) => o.status === 'fulfilled')).toHaveLength(1);
});

it('a group is not told that it is kept when SQLite gave up the whole transaction, as on a full disk', async () => {
  const raw = new Database(join(folder, 'db.sqlite'));
  raw.exec(
    `create trigger gone before insert on counter when new.name = 'gone' begin select raise(rollback, 'gone'); end`,
  );
  raw.close();
  const lists = [[insert('a', 1)], [insert('gone', 2)], [insert('c', 3)]];
  const outcomes = await Promise.allSettled(lists.map((list) => db.commit(list)));
  const kept = (await db.query.select().from(db.tables.counter)).map((row) => row.name);
  const told = ['a', 'gone', 'c'].filter((_, i) => outcomes[i]?.status === 'fulfilled');
  expect(told).toEqual(kept);
  await db.commit([insert('after', 4)]);
});

it('the database is overloaded, not broken, while another program holds the file, and writes when it is free', async () => {
  const raw = new Database(join(folder, 'db.sqlite'));
  raw.exec('begin immediate');
  await expect(db.commit([insert('a', 1)])).rejects.toMatchObject({
    code: 'OVERLOADED',
    retryAfterSeconds: 10,
  });
  raw.exec('rollback');
  raw.close();
  await db.commit([insert('a', 1)]);
  expect(await db.query.select().from(db.tables.counter)).toHaveLength(1);
}, 20_000);

it('the database answers others between groups of waiting lists, each list in its turn', async () => {
  let turns = 0;
  let counting = true;
  const turn = (): void => {
    turns++;
    if (counting) setImmediate(turn);
  };
  setImmediate(turn);
  const done: [list: number, turns: number][] = [];
  const lists = Array.from({ length: 12 }, (_, list) =>
    db
      .commit(Array.from({ length: list === 3 ? 500 : 50 }, (_row, i) => insert(`${list}-${i}`, i)))
      .then(() => done.push([list, turns])),
  );
  await Promise.all(lists);
  counting = false;
  expect(done.map(([list]) => list)).toEqual(Array.from({ length: 12 }, (_, list) => list));
  // Three lists, the long one by itself, and eight in two groups.
  expect(new Set(done.map(([, at]) => at)).size).toBe(4);
});

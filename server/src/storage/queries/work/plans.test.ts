import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TEST_MAC } from '../../engine/chain-mac.fixture.ts';
import type { Db } from '../../engine/db.ts';
import { buildRead, fillingOf } from '../../engine/kept.ts';
import { migrate } from '../../engine/migrate.ts';
import { openStorage } from '../../engine/open.ts';
import { DUE_JOBS } from '../jobs.ts';
import { FREE_YEARS } from './waiting-years.ts';

/*
 * The questions of the lanes after every commit and every second, as SQLite carries it out: seeks in what waits, and no
 * scan.
 */

let folder: string;
let db: Db;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hocba-plans-'));
  db = await openStorage(`file:${join(folder, 'db.sqlite')}`, TEST_MAC);
  await migrate(db);
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true });
});

const planOf = ({ sql, params }: { sql: string; params: unknown[] }): string[] => {
  const raw = new Database(join(folder, 'db.sqlite'));
  const plan = raw.prepare(`explain query plan ${sql}`).all(...params) as { detail: string }[];
  raw.close();
  return plan.map(({ detail }) => detail);
};

it('field 23: a look for new submissions reads the school years that wait, and no other', () => {
  const asked = { now: 't', holder: 'me', after: '', limit: 1 };
  expect(planOf(buildRead(FREE_YEARS, db.query, db.tables, fillingOf(asked)).toSQL())).toEqual([
    expect.stringMatching(/^SEARCH waiting_year USING INDEX \w+ \(db>\?\)$/),
  ]);
});

it('a look for due jobs of a lane reads neither done jobs nor those of other lanes', () => {
  const asked = { now: 't', kind: 'issue', limit: 64 };
  expect(planOf(buildRead(DUE_JOBS, db.query, db.tables, fillingOf(asked)).toSQL())[0]).toMatch(
    /^SEARCH job USING INDEX job_due \(state=\? AND kind=\? AND run_at<\?\)$/,
  );
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { TEST_MAC } from '../engine/chain-mac.fixture.ts';
import { migrate } from '../engine/migrate.ts';
import { openStorage } from '../engine/open.ts';
import { laggingDatabases } from './submissions.ts';

it('a check of every school year for submissions that were not read is one seek for each of them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hocba-lagging-'));
  const file = join(folder, 'db.sqlite');
  const db = await openStorage(`file:${file}`, TEST_MAC);
  await migrate(db);
  const { sql, params } = laggingDatabases(db).toSQL();
  await db.close();
  const raw = new Database(file);
  const plan = raw.prepare(`explain query plan ${sql}`).all(...params) as { detail: string }[];
  raw.close();
  rmSync(folder, { recursive: true });
  const steps = plan.map(({ detail }) => detail);
  // The list of school years is read whole; the log only from the cursor on.
  expect(steps.filter((step) => step.startsWith('SCAN'))).toEqual([expect.stringMatching(/^SCAN sync_db/)]);
  expect(steps.filter((step) => step.includes('submission'))).toEqual([
    expect.stringMatching(/^SEARCH submission .*USING COVERING INDEX .*\(db=\? AND seq>\?\)$/),
  ]);
});

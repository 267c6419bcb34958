import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findOlderDatabase, keepMark } from './database-mark.ts';
import { TEST_MAC } from './storage/engine/chain-mac.fixture.ts';
import { write } from './storage/engine/db.ts';
import { migrate } from './storage/engine/migrate.ts';
import { openStorage } from './storage/engine/open.ts';
import { appendAudits } from './storage/queries/audit/audit.ts';
import { openSyncDb, raiseSeq } from './storage/queries/replication/sync.ts';
import { getEpoch, putSetting } from './storage/queries/settings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hocba-mark-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const NOW = '2026-10-01T02:00:00.000Z';
const YEAR = '08000101-2026-2027';

it('field 40: a raw copy of an older database is refused at the start, and taken with a new epoch only', async () => {
  const config = { signingKeyFile: join(folder, 'signing-keys.json') };
  const file = join(folder, 'db.sqlite');
  const failures: unknown[] = [];
  const first = await openStorage(`file:${file}`, TEST_MAC);
  await migrate(first);
  await first.commit([openSyncDb(YEAR, NOW), raiseSeq(YEAR, 3)]);
  await first.close();
  copyFileSync(file, join(folder, 'old.sqlite'));

  const db = await openStorage(`file:${file}`, TEST_MAC);
  expect(await findOlderDatabase(db, config)).toBeUndefined();
  const stop = await keepMark(db, config, (error) => failures.push(error));
  expect(await findOlderDatabase(db, config)).toBeUndefined();
  await db.commit([raiseSeq(YEAR, 2)]);
  await stop();
  await db.close();

  const old = await openStorage(`file:${join(folder, 'old.sqlite')}`, TEST_MAC);
  expect(await findOlderDatabase(old, config)).toMatch(/older copy .*\(3 of 5 changes.*\n.*hocba restore/);
  const epoch = await getEpoch(old);
  await old.commit([putSetting('epoch', 'another')]);
  expect(await findOlderDatabase(old, config)).toBeUndefined();
  const stopOld = await keepMark(old, config, (error) => failures.push(error));
  await stopOld();
  await old.commit([putSetting('epoch', epoch)]);
  expect(await findOlderDatabase(old, config)).toMatch(/3 of 5 changes/);
  await old.close();
  expect(failures).toEqual([]);
});

it('audit rows that were cut off with their counter are noticed, although no head was made since they were written', async () => {
  const config = { signingKeyFile: join(folder, 'signing-keys.json') };
  const db = await openStorage('memory:', TEST_MAC);
  await migrate(db);
  const act = { at: NOW, actor: 'cli', action: 'account.reset', student: null, detail: {} };
  await db.commit([appendAudits([act, act])]);
  const stop = await keepMark(db, config, () => undefined);
  await stop();
  await db.commit([
    write((q, { audit }) => q.delete(audit).where(eq(audit.seq, 2)), 1),
    write((q, { counter }) => q.update(counter).set({ value: 1 }).where(eq(counter.name, 'audit')), 1),
  ]);
  expect(await findOlderDatabase(db, config)).toMatch(/1 of 2 changes/);
  await db.close();
});

it('field 40: a mark that cannot be written stops nothing and is told', async () => {
  const db = await openStorage('memory:', TEST_MAC);
  await migrate(db);
  const failures: unknown[] = [];
  const config = { signingKeyFile: join(folder, 'gone', 'signing-keys.json') };
  const stop = await keepMark(db, config, (error) => failures.push(error));
  await stop();
  expect(failures).toHaveLength(2);
  await db.close();
});

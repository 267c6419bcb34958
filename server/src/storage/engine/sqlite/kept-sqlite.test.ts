import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { findSyncDb, openSyncDb } from '../../queries/replication/sync.ts';
import { TEST_MAC } from '../chain-mac.fixture.ts';
import { migrate } from '../migrate.ts';
import { openStorage } from '../open.ts';

it('a kept statement gives rows also after somebody else has asked in its very words', async () => {
  const db = await openStorage('memory:', TEST_MAC);
  await migrate(db);
  await db.commit([openSyncDb('a', '2026-10-01T02:00:00.000Z')]);
  const t = db.tables.sync_db;
  const asked = await db.query.select().from(t).where(eq(t.name, 'a'));
  expect(await findSyncDb(db, 'a')).toEqual(asked[0]);
  expect(await db.query.select().from(t).where(eq(t.name, 'a'))).toEqual(asked);
  await db.close();
});

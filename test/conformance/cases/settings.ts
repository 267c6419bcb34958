import assert from 'node:assert/strict';
import type { Db } from '@hocba/server/storage/engine/db';
import { migrate } from '@hocba/server/storage/engine/migrate';
import { readHighWater } from '@hocba/server/storage/queries/high-water';
import { openSyncDb, raiseSeq } from '@hocba/server/storage/queries/replication/sync';
import {
  findSetting,
  getEpoch,
  insertSetting,
  putSetting,
  replaceSetting,
} from '@hocba/server/storage/queries/settings';

export const cases: Record<string, (db: Db) => Promise<void>> = {
  'a fact is put, changed and found': async (db) => {
    assert.equal(await findSetting(db, 'settings:colour'), undefined);
    await db.commit([putSetting('settings:colour', 'xanh')]);
    await db.commit([putSetting('settings:colour', 'đỏ')]);
    assert.equal(await findSetting(db, 'settings:colour'), 'đỏ');
  },
  'a fact that is there is not inserted again': async (db) => {
    await db.commit([insertSetting('settings:once', '1')]);
    await assert.rejects(db.commit([insertSetting('settings:once', '2')]), { code: 'DUPLICATE' });
    assert.equal(await findSetting(db, 'settings:once'), '1');
  },
  'a fact that changed meanwhile is not replaced': async (db) => {
    await db.commit([insertSetting('settings:place', '1')]);
    await db.commit([replaceSetting('settings:place', '1', '2')]);
    await assert.rejects(db.commit([replaceSetting('settings:place', '1', '3')]), { code: 'WRITE_CONFLICT' });
    assert.equal(await findSetting(db, 'settings:place'), '2');
  },
  'the epoch outlives a second migration': async (db) => {
    const epoch = await getEpoch(db);
    await Promise.all([migrate(db), migrate(db)]);
    assert.equal(await getEpoch(db), epoch);
  },
  'the height of a database grows with every number that is given': async (db) => {
    const name = '95000001-2026-2027';
    const before = await readHighWater(db);
    await db.commit([openSyncDb(name, '2026-10-01T00:00:00.000Z'), raiseSeq(name, 3)]);
    assert.deepEqual(await readHighWater(db), { epoch: before.epoch, height: before.height + 3 });
  },
};

import assert from 'node:assert/strict';
import type { Db } from '@hocba/server/storage/engine/db';
import {
  findIntent,
  type IntentRow,
  insertIntent,
  listIntentIdsOf,
  listIntentsOf,
} from '@hocba/server/storage/queries/intents';

const intent = (id: string, more: Partial<IntentRow> = {}): IntentRow => ({
  id: `intents-${id}`,
  record: `intents-record-${id}`,
  revision: 1,
  student: 's00000intents',
  db: '08000101-2025-2026',
  digest: 'a'.repeat(64),
  payload: '{"b":"Tuyết","a":1}',
  created_at: '2026-06-10T02:30:15.250Z',
  ...more,
});

export const cases: Record<string, (db: Db) => Promise<void>> = {
  'a frozen payload comes back letter for letter': async (db) => {
    await db.commit([insertIntent(intent('exact'))]);
    assert.deepEqual(await findIntent(db, 'intents-exact'), intent('exact'));
    assert.equal(await findIntent(db, 'intents-none'), undefined);
    const own = intent('of-year', { db: '90000023-2025-2026' });
    await db.commit([insertIntent(own)]);
    assert.deepEqual(await listIntentsOf(db, '90000023-2025-2026'), [own]);
    assert.deepEqual(await listIntentIdsOf(db, '90000023-2025-2026'), [own.id]);
  },

  'a revision of a record is frozen once': async (db) => {
    await db.commit([insertIntent(intent('once'))]);
    const twin = intent('twin', { record: 'intents-record-once' });
    await assert.rejects(db.commit([insertIntent(twin)]), { code: 'DUPLICATE' });
    await db.commit([insertIntent({ ...twin, revision: 2 })]);
  },
};

import assert from 'node:assert/strict';
import type { Db } from '@hocba/server/storage/engine/db';
import { findIdentity, insertIdentity } from '@hocba/server/storage/queries/guardians/identities';

export const cases: Record<string, (db: Db) => Promise<void>> = {
  'a person of an identity provider has one account, and another provider’s person of this key has none':
    async (db) => {
      const row = {
        ...{ issuer: 'https://vneid.example', subject: 'lan', guardian: 'g1' },
        created_at: '2026-09-05T00:00:00.000Z',
      };
      await db.commit([insertIdentity(row)]);
      await assert.rejects(db.commit([insertIdentity({ ...row, guardian: 'g2' })]), { code: 'DUPLICATE' });
      assert.deepEqual(await findIdentity(db, row.issuer, 'lan'), row);
      assert.equal(await findIdentity(db, 'https://other.example', 'lan'), undefined);
    },
};

import assert from 'node:assert/strict';
import {
  appendAudit,
  appendAudits,
  checkAuditChain,
  listAuditOf,
  openAudit,
} from '@hocba/server/storage/audit';
import type { Db } from '@hocba/server/storage/db';

const event = (action: string, student: string | null) => ({
  at: '2026-09-05T00:00:00.000Z',
  actor: 'clerk.tantrao',
  action,
  student,
  detail: { purpose: 'chuyển trường', b: 1, a: [2] },
});

export const cases: Record<string, (db: Db) => Promise<void>> = {
  'what was done to a pupil is listed in its order': async (db) => {
    await db.commit([appendAudit(event('record.read', 'audit-pupil'))]);
    await db.commit([
      appendAudits([event('record.signed', 'audit-pupil'), event('record.read', 'audit-other')]),
    ]);
    const rows = await listAuditOf(db, 'audit-pupil');
    assert.deepEqual(
      rows.map((row) => row.action),
      ['record.read', 'record.signed'],
    );
    // Stored as text: a column that reorders members would break the chain.
    assert.equal(rows[0]?.detail, JSON.stringify(event('', null).detail));
  },

  'the chain is opened once': async (db) => {
    await assert.rejects(db.commit([openAudit()]), { code: 'DUPLICATE' });
  },

  'no event is no row': async (db) => {
    const before = await checkAuditChain(db);
    await db.commit([appendAudits([])]);
    assert.deepEqual(await checkAuditChain(db), before);
  },

  'field 44: commits at the same moment all stand, and the chain holds over more than one page': async (
    db,
  ) => {
    const before = (await checkAuditChain(db)).rows;
    const lists = Array.from({ length: 5 }, () => appendAudits(Array(600).fill(event('bulk', null))));
    await Promise.all(lists.map((list) => db.commit([list])));
    assert.deepEqual(await checkAuditChain(db), { rows: before + 3000, brokenAt: null });
  },
};

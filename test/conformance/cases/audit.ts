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
    await db.commit(await appendAudit(db, event('record.read', 'audit-pupil')));
    await db.commit(
      await appendAudits(db, [event('record.signed', 'audit-pupil'), event('record.read', 'audit-other')]),
    );
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

  'no event is no write': async (db) => {
    assert.deepEqual(await appendAudits(db, []), []);
  },

  'of decisions at the same end one is written, and the chain holds over more than one page': async (db) => {
    const before = (await checkAuditChain(db)).rows;
    const lists = await Promise.all(
      Array.from({ length: 5 }, () => appendAudits(db, Array(600).fill(event('bulk', null)))),
    );
    const outcomes = await Promise.allSettled(lists.map((list) => db.commit(list)));
    assert.equal(outcomes.filter((o) => o.status === 'fulfilled').length, 1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') assert.equal(outcome.reason.code, 'WRITE_CONFLICT');
    }
    assert.deepEqual(await checkAuditChain(db), { rows: before + 600, brokenAt: null });
  },
};

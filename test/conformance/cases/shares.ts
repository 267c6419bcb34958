import assert from 'node:assert/strict';
import type { Db } from '@hocba/server/storage/engine/db';
import {
  findShare,
  insertShare,
  listSharesOf,
  type ShareRow,
  updateShare,
} from '@hocba/server/storage/queries/guardians/shares';

const share = (id: string, created_at: string): ShareRow => ({
  id,
  guardian: 'g1',
  student: 's0000000000h1',
  purpose: 'Hồ sơ học bổng',
  years: ['2024-2025', '2025-2026'],
  pin_hash: 'aa',
  may_download: true,
  child_agreed_at: null,
  created_at,
  opens_at: created_at,
  ends_at: '2026-12-01T00:00:00.000Z',
  objected_by: null,
  stopped_at: null,
  failures: 0,
  views: 0,
  version: 1,
  seal: 'sealed',
});

export const cases: Record<string, (db: Db) => Promise<void>> = {
  'the shares of a pupil are listed by their age, and one is found by its handle': async (db) => {
    const [late, early] = [
      share('sh-1', '2026-10-02T00:00:00.000Z'),
      share('sh-2', '2026-10-01T00:00:00.000Z'),
    ];
    await db.commit([insertShare(late), insertShare(early)]);
    assert.deepEqual(await listSharesOf(db, late.student), [early, late]);
    assert.deepEqual(await findShare(db, late.id), late);
    assert.equal(await findShare(db, 'sh-9'), undefined);
  },
  'a share that two readers change at once is changed by one of them': async (db) => {
    const row = share('sh-3', '2026-10-03T00:00:00.000Z');
    await db.commit([insertShare(row)]);
    await db.commit([updateShare(row, { views: 1 })]);
    await assert.rejects(db.commit([updateShare(row, { views: 1 })]), { code: 'WRITE_CONFLICT' });
    assert.deepEqual(await findShare(db, row.id), { ...row, views: 1, version: 2 });
  },
};

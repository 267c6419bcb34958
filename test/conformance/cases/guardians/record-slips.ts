import assert from 'node:assert/strict';
import type { Db } from '@hocba/server/storage/engine/db';
import {
  endRecordSlip,
  findRecordSlip,
  insertRecordSlip,
  listOpenRecordSlips,
  type RecordSlipRow,
  readRecordSlips,
} from '@hocba/server/storage/queries/guardians/record-slips';

const slip = (id: string, change: Partial<RecordSlipRow> = {}): RecordSlipRow => ({
  ...{ id, hash: `hash-${id}`, student: 's0000000000g1', school: '08000101', issued_by: 'clerk.tantrao' },
  ...{ created_at: '2026-10-01T00:00:00.000Z', expires_at: '2026-10-31T00:00:00.000Z' },
  ...change,
});

export const cases: Record<string, (db: Db) => Promise<void>> = {
  'a paper slip is found by its hash and belongs to one code': async (db) => {
    const row = slip('rs-1');
    await db.commit([insertRecordSlip(row)]);
    assert.deepEqual(await findRecordSlip(db, row.hash), row);
    assert.equal(await findRecordSlip(db, 'hash-none'), undefined);
    await assert.rejects(db.commit([insertRecordSlip(slip('rs-2', { hash: row.hash }))]), {
      code: 'DUPLICATE',
    });
  },
  'the paper slips of a pupil that can be opened are listed, and each ends once': async (db) => {
    const student = 's0000000000g2';
    const [open, over] = [
      slip('rs-3', { student }),
      slip('rs-4', { student, expires_at: '2026-10-02T00:00:00.000Z' }),
    ];
    await db.commit([insertRecordSlip(open), insertRecordSlip(over)]);
    const now = '2026-10-05T00:00:00.000Z';
    assert.deepEqual(await listOpenRecordSlips(db, student, now), [open]);
    await db.commit([endRecordSlip(open, now)]);
    await assert.rejects(db.commit([endRecordSlip(open, now)]), { code: 'WRITE_CONFLICT' });
    assert.deepEqual(await listOpenRecordSlips(db, student, now), []);
  },
  'all paper slips come page by page, in the order of their ids': async (db) => {
    const own = ['rs-5', 'rs-6', 'rs-7'].map((id) => slip(id, { student: 's0000000000g3' }));
    await db.commit(own.toReversed().map(insertRecordSlip));
    const pages: (readonly RecordSlipRow[])[] = [];
    for await (const page of readRecordSlips(db, 2)) pages.push(page);
    assert.ok(pages.every(({ length }) => length <= 2));
    assert.deepEqual(
      pages.flat().filter(({ student }) => student === 's0000000000g3'),
      own,
    );
  },
};

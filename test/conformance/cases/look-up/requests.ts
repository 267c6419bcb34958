import assert from 'node:assert/strict';
import type { Db } from '@hocba/server/storage/engine/db';
import {
  decideRequest,
  findLookUpRequest,
  insertLookUpRequest,
  type LookUpRequestRow,
  listDecidedRequests,
  listRequestsOfSchool,
  listWaitingRequests,
} from '@hocba/server/storage/queries/look-up/requests';

const at = (day: number) => `2026-10-0${day}T00:00:00.000Z`;
const request = (id: string, day: number): LookUpRequestRow => ({
  id,
  school: '08000102',
  account: 'clerk.phanthiet',
  student_id: '0812345670',
  name: 'Bế Thị Hà',
  birth_date: '2013-05-10',
  purpose: 'transfer',
  ground: 'authority',
  reason: 'Theo văn bản số 12/CAT.',
  created_at: at(day),
  state: 'waiting',
  decided_by: null,
  decided_at: null,
  answer: null,
  grant_id: null,
  version: 1,
});
const idsOf = (rows: readonly LookUpRequestRow[]) => rows.map(({ id }) => id);

export const cases: Record<string, (db: Db) => Promise<void>> = {
  'a request waits until one person decides it, and is listed for its school and by its state': async (
    db,
  ) => {
    const rows = [request('r1', 1), request('r2', 2), request('r3', 3)];
    await db.commit(rows.map(insertLookUpRequest));
    assert.deepEqual(idsOf(await listWaitingRequests(db, 2)), ['r1', 'r2']);
    const decision = {
      state: 'refused',
      decided_by: 'so.canbo',
      decided_at: at(4),
      answer: 'Chưa đủ căn cứ.',
      grant_id: null,
    };
    const outcomes = await Promise.allSettled(
      [1, 2].map(() => db.commit([decideRequest(request('r2', 2), decision)])),
    );
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.deepEqual(await findLookUpRequest(db, 'r2'), { ...request('r2', 2), ...decision, version: 2 });
    assert.equal(await findLookUpRequest(db, 'r9'), undefined);
    assert.deepEqual(idsOf(await listWaitingRequests(db, 9)), ['r1', 'r3']);
    assert.deepEqual(idsOf(await listDecidedRequests(db, { since: at(1), limit: 9 })), ['r2']);
    assert.deepEqual(idsOf(await listDecidedRequests(db, { since: at(3), limit: 9 })), []);
    const asked = { since: at(2), limit: 9 };
    assert.deepEqual(idsOf(await listRequestsOfSchool(db, '08000102', asked)), ['r3', 'r2']);
    assert.deepEqual(idsOf(await listRequestsOfSchool(db, '08000101', asked)), []);
  },
};

import assert from 'node:assert/strict';
import type { Db } from '@hocba/server/storage/engine/db';
import {
  type ConsentCodeRow,
  findGrant,
  insertConsentCode,
  insertGrant,
  listOpenConsentCodes,
  readConsentCodes,
  readGrants,
  updateConsentCode,
} from '@hocba/server/storage/queries/consents';

const NOW = '2026-10-01T00:00:00.000Z';
const code = (id: string, student: string): ConsentCodeRow => ({
  id,
  student,
  school: '08000102',
  hash: 'aa',
  issued_by: 'clerk.tantrao',
  created_at: NOW,
  expires_at: '2026-10-04T00:00:00.000Z',
  failures: 0,
  used_at: null,
  version: 1,
});

export const cases: Record<string, (db: Db) => Promise<void>> = {
  'a code is open until it is used or its time is over': async (db) => {
    const row = code('c-open', 's0000000000c1');
    await db.commit([insertConsentCode(row)]);
    assert.deepEqual(await listOpenConsentCodes(db, row.student, row.school, NOW), [row]);
    assert.deepEqual(await listOpenConsentCodes(db, row.student, '08000101', NOW), []);
    assert.deepEqual(await listOpenConsentCodes(db, row.student, row.school, row.expires_at), []);
    await db.commit([updateConsentCode(row, { used_at: NOW })]);
    assert.deepEqual(await listOpenConsentCodes(db, row.student, row.school, NOW), []);
  },
  'one-time codes of guardians are read page by page': async (db) => {
    const rows = [code('c-page-1', 's0000000000c4'), code('c-page-2', 's0000000000c4')];
    await db.commit(rows.map(insertConsentCode));
    const pages = await Array.fromAsync(readConsentCodes(db, 1));
    const own = pages.filter(([row]) => row?.id.startsWith('c-page-'));
    assert.deepEqual(own, [[rows[0]], [rows[1]]]);
  },
  'a one-time code that two look-ups use at once is used by one of them': async (db) => {
    const row = code('c-race', 's0000000000c2');
    await db.commit([insertConsentCode(row)]);
    const outcomes = await Promise.allSettled([
      db.commit([updateConsentCode(row, { used_at: NOW })]),
      db.commit([updateConsentCode(row, { used_at: NOW })]),
    ]);
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
  },
  'a grant is found by its handle': async (db) => {
    const row = {
      id: 'grant-1',
      student: 's0000000000c3',
      school: '08000102',
      account: 'clerk.phanthiet',
      purpose: 'transfer',
      created_at: NOW,
      expires_at: '2026-10-02T00:00:00.000Z',
    };
    await db.commit([insertGrant(row)]);
    assert.deepEqual(await findGrant(db, 'grant-1'), row);
    assert.equal(await findGrant(db, 'grant-2'), undefined);
    await db.commit([insertGrant({ ...row, id: 'grant-3' })]);
    assert.deepEqual(await Array.fromAsync(readGrants(db, 1)), [[row], [{ ...row, id: 'grant-3' }]]);
  },
};

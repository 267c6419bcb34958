import assert from 'node:assert/strict';
import type { Db } from '@hocba/server/storage/engine/db';
import {
  type ConsentCodeRow,
  endConsentCode,
  failConsentCodes,
  findGrant,
  insertConsentCode,
  insertGrant,
  listConsentCodesOf,
  listOpenConsentCodes,
  listOpenGrantsOf,
  readConsentCodes,
  readGrants,
  type TriesRead,
  useConsentCode,
} from '@hocba/server/storage/queries/consents';
import { insertThrottle, type ThrottleRow } from '@hocba/server/storage/queries/people';

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

const tries = (name: string, accountVersion = 0, pupilVersion = 0): TriesRead => ({
  accountKey: `${name}:account`,
  accountVersion,
  pupilKey: `${name}:pupil`,
  pupilVersion,
});
const failures = (key: string, version: number): ThrottleRow => ({
  key,
  failures: version,
  locked_until: null,
  version,
  last_at: NOW,
  account: null,
});

export const cases: Record<string, (db: Db) => Promise<void>> = {
  'a code is open until it is used or its time is over': async (db) => {
    const row = code('c-open', 's0000000000c1');
    await db.commit([insertConsentCode(row)]);
    assert.deepEqual(await listOpenConsentCodes(db, row.student, row.school, NOW), [row]);
    assert.deepEqual(await listOpenConsentCodes(db, row.student, '08000101', NOW), []);
    assert.deepEqual(await listOpenConsentCodes(db, row.student, row.school, row.expires_at), []);
    await db.commit([useConsentCode(row, NOW, tries('c-open'))]);
    assert.deepEqual(await listOpenConsentCodes(db, row.student, row.school, NOW), []);
  },
  'a code that is ended is open no more, and one that was touched is not ended': async (db) => {
    const row = code('c-end', 's0000000000c5');
    await db.commit([insertConsentCode(row)]);
    await db.commit([endConsentCode(row, NOW)]);
    assert.deepEqual(await listOpenConsentCodes(db, row.student, row.school, NOW), []);
    await assert.rejects(db.commit([endConsentCode(row, NOW)]), { code: 'WRITE_CONFLICT' });
  },
  'a failed try counts on the codes that are named, and on none where there is none': async (db) => {
    const rows = ['c-fail-1', 'c-fail-2', 'c-fail-3'].map((id) => code(id, 's0000000000c6'));
    await db.commit(rows.map(insertConsentCode));
    await db.commit([failConsentCodes(['c-fail-1', 'c-fail-3']), failConsentCodes([])]);
    const found = await listOpenConsentCodes(db, 's0000000000c6', '08000102', NOW);
    const states = found.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((row) => [row.failures, row.version]);
    assert.deepEqual(states, [
      [1, 2],
      [0, 1],
      [1, 2],
    ]);
  },
  'a code is not used when a failure was counted since it was read, under either key': async (db) => {
    const row = code('c-count', 's0000000000c7');
    await db.commit([insertConsentCode(row), insertThrottle(failures('c-count:pupil', 1))]);
    const use = (read: TriesRead) => db.commit([useConsentCode(row, NOW, read)]);
    await assert.rejects(use(tries('c-count')), { code: 'WRITE_CONFLICT' });
    await db.commit([insertThrottle(failures('c-count:account', 3))]);
    await assert.rejects(use(tries('c-count', 2, 1)), { code: 'WRITE_CONFLICT' });
    await use(tries('c-count', 3, 1));
  },
  'all codes of a pupil are listed, the newest first': async (db) => {
    const [early, late] = [
      code('c-of-1', 's0000000000c9'),
      { ...code('c-of-2', 's0000000000c9'), created_at: '2026-10-02T00:00:00.000Z' },
    ];
    await db.commit([insertConsentCode(early), insertConsentCode(late)]);
    assert.deepEqual(await listConsentCodesOf(db, early.student), [late, early]);
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
      db.commit([useConsentCode(row, NOW, tries('c-race'))]),
      db.commit([useConsentCode(row, NOW, tries('c-race'))]),
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
    const of = (account: string, now: string) => listOpenGrantsOf(db, account, { now, limit: 9 });
    assert.deepEqual(await of(row.account, NOW), [row, { ...row, id: 'grant-3' }]);
    assert.deepEqual(await of(row.account, row.expires_at), []);
    assert.deepEqual(await of('clerk.other', NOW), []);
  },
};

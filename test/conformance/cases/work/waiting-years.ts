import assert from 'node:assert/strict';
import type { Db } from '@hocba/server/storage/engine/db';
import { openSyncDb, raiseSeq } from '@hocba/server/storage/queries/replication/sync';
import {
  giveYearBack,
  giveYearsBack,
  leaseYear,
  listFreeYears,
  markWaiting,
  settleYear,
} from '@hocba/server/storage/queries/work/waiting-years';

const NOW = '2026-09-05T00:00:00.000Z';
const SOON = '2026-09-05T00:00:10.000Z';
const LATER = '2026-09-05T00:00:20.000Z';

const mark = (db: Db, name: string, by = 1): Promise<void> =>
  db.commit([openSyncDb(name, NOW), raiseSeq(name, by), markWaiting(name)]);
/** The free years of a school, as a holder sees them. */
const free = async (db: Db, school: string, holder = 'me', now = NOW) =>
  (await listFreeYears(db, { now, holder, after: school, limit: 500 })).filter((row) =>
    row.db.startsWith(school),
  );
const names = (rows: readonly { db: string }[]) => rows.map((row) => row.db);

export const cases: Record<string, (db: Db) => Promise<void>> = {
  'a year waits up to the newest number, and is settled only when nothing newer came': async (db) => {
    const name = '91000001-2026-2027';
    await mark(db, name, 3);
    await mark(db, name, 2);
    assert.deepEqual(await free(db, '91000001'), [{ db: name, newest: 5, holder: null, held_until: null }]);
    await db.commit([settleYear(name, 4)]);
    assert.deepEqual(names(await free(db, '91000001')), [name]);
    await db.commit([settleYear(name, 5)]);
    assert.deepEqual(await free(db, '91000001'), []);
    await mark(db, name);
    assert.deepEqual(
      (await free(db, '91000001')).map(({ newest }) => newest),
      [6],
    );
  },

  'a submission in the moment in which its year is settled goes on waiting': async (db) => {
    const name = '91000006-2026-2027';
    await mark(db, name);
    for (let newest = 1; newest <= 40; newest += 1) {
      await Promise.all([db.commit([settleYear(name, newest)]), mark(db, name)]);
      assert.deepEqual(
        (await free(db, '91000006')).map((row) => row.newest),
        [newest + 1],
      );
    }
  },

  'waiting years come in the order of their names after one, and no more than asked for': async (db) => {
    for (const year of ['2027-2028', '2025-2026', '2026-2027']) await mark(db, `91000002-${year}`);
    const asked = { now: NOW, holder: 'me', after: '91000002-2025-2026', limit: 1 };
    assert.deepEqual(names(await listFreeYears(db, asked)), ['91000002-2026-2027']);
    assert.deepEqual(names(await free(db, '91000002')), [
      '91000002-2025-2026',
      '91000002-2026-2027',
      '91000002-2027-2028',
    ]);
  },

  'of two who lease a year at once one gets it, and keeps it when more comes, until the lease ends': async (
    db,
  ) => {
    const name = '91000003-2026-2027';
    await mark(db, name);
    const tries = ['me', 'you'].map((holder) =>
      db.commit([leaseYear(name, { now: NOW, holder, until: SOON })]),
    );
    const outcomes = await Promise.allSettled(tries);
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const [winner, loser] = outcomes[0]?.status === 'fulfilled' ? ['me', 'you'] : ['you', 'me'];
    await mark(db, name);
    assert.deepEqual(await free(db, '91000003', loser), []);
    assert.deepEqual(names(await free(db, '91000003', winner)), [name]);
    await db.commit([leaseYear(name, { now: NOW, holder: winner ?? '', until: SOON })]);
    await assert.rejects(db.commit([leaseYear(name, { now: NOW, holder: loser ?? '', until: LATER })]), {
      code: 'WRITE_CONFLICT',
    });
    assert.deepEqual(names(await free(db, '91000003', loser, SOON)), [name]);
    await db.commit([leaseYear(name, { now: SOON, holder: loser ?? '', until: LATER })]);
    assert.deepEqual(await free(db, '91000003', winner, SOON), []);
  },

  'a year that nobody waits for is not leased': async (db) => {
    const lease = leaseYear('91000004-2026-2027', { now: NOW, holder: 'me', until: SOON });
    await assert.rejects(db.commit([lease]), { code: 'WRITE_CONFLICT' });
  },

  'a year that is given back rests until its time, and one of another holder stays': async (db) => {
    const [own, other] = ['91000005-2026-2027', '91000005-2027-2028'] as const;
    await mark(db, own);
    await mark(db, other);
    const until = LATER;
    await db.commit([leaseYear(own, { now: NOW, holder: 'me', until })]);
    await db.commit([leaseYear(other, { now: NOW, holder: 'you', until })]);
    await db.commit([giveYearBack(own, 'me', SOON), giveYearBack(other, 'me', SOON)]);
    assert.deepEqual(await free(db, '91000005'), []);
    assert.deepEqual(names(await free(db, '91000005', 'me', SOON)), [own]);
    await db.commit([giveYearsBack('you')]);
    assert.deepEqual(names(await free(db, '91000005')), [other]);
  },
};

import assert from 'node:assert/strict';
import type { Db } from '@hocba/server/storage/engine/db';
import {
  cancelJobs,
  claimJobs,
  countFailedJobs,
  enqueueJob,
  failJob,
  finishJobs,
  type JobRow,
  listDueJobs,
  listFailedJobs,
  listJobKinds,
  listOpenJobs,
  listStillClaimed,
  postponeJob,
  retryFailedJobs,
} from '@hocba/server/storage/queries/jobs';
import { putSetting } from '@hocba/server/storage/queries/settings';

const NOW = '2026-09-05T00:00:00.000Z';
const LATER = '2026-09-05T00:00:10.000Z';

const enqueue = async (db: Db, kind: string, ...keys: string[]): Promise<JobRow[]> => {
  await db.commit(keys.map((key) => enqueueJob({ id: `${kind}:${key}`, kind, key, runAt: NOW })));
  return listDueJobs(db, { now: NOW, limit: 500, kind });
};

const first = (rows: readonly JobRow[]): JobRow => {
  assert(rows[0]);
  return rows[0];
};

export const cases: Record<string, (db: Db) => Promise<void>> = {
  'due jobs of a kind come oldest first, and no more than asked for': async (db) => {
    const kind = 'jobs-due';
    await db.commit([
      enqueueJob({ id: 'jobs-due-3', kind, key: '3', runAt: LATER }),
      enqueueJob({ id: 'jobs-due-2', kind, key: '2', runAt: NOW }),
      enqueueJob({ id: 'jobs-due-1', kind, key: '1', runAt: NOW }),
      enqueueJob({ id: 'jobs-due-other', kind: 'jobs-due-other', key: '1', runAt: NOW }),
    ]);
    const keys = async (now: string, limit: number) =>
      (await listDueJobs(db, { now, limit, kind })).map((row) => row.key);
    assert.deepEqual(await keys(NOW, 9), ['1', '2']);
    assert.deepEqual(await keys(LATER, 9), ['1', '2', '3']);
    assert.deepEqual(await keys(LATER, 1), ['1']);
  },

  'a kind and key are enqueued once, also after they are done': async (db) => {
    const row = first(await enqueue(db, 'jobs-once', 'a'));
    await db.commit(finishJobs([row]));
    await assert.rejects(enqueue(db, 'jobs-once', 'a'), { code: 'DUPLICATE' });
  },

  'of two who claim a job one gets it, until its lease ends': async (db) => {
    const row = first(await enqueue(db, 'jobs-claim', 'a'));
    const tries = [1, 2].map(() => db.commit(claimJobs([row], LATER).writes));
    const outcomes = await Promise.allSettled(tries);
    assert.equal(outcomes.filter((o) => o.status === 'fulfilled').length, 1);
    assert.deepEqual(await listDueJobs(db, { now: NOW, limit: 9, kind: 'jobs-claim' }), []);
    assert.equal((await listDueJobs(db, { now: LATER, limit: 9, kind: 'jobs-claim' })).length, 1);
  },

  'a holder whose lease was outlived commits nothing of its act': async (db) => {
    const old = claimJobs([first(await enqueue(db, 'jobs-outlived', 'a'))], NOW);
    await db.commit(old.writes);
    const due = first(await listDueJobs(db, { now: NOW, limit: 9, kind: 'jobs-outlived' }));
    assert.deepEqual([due], old.claimed);
    const taken = claimJobs([due], LATER);
    await db.commit(taken.writes);
    assert.deepEqual(await listStillClaimed(db, old.claimed), []);
    assert.deepEqual(await listStillClaimed(db, taken.claimed), taken.claimed);
    const act = db.commit([putSetting('jobs:act', '1'), ...finishJobs(old.claimed)]);
    await assert.rejects(act, { code: 'WRITE_CONFLICT' });
    await db.commit(finishJobs(taken.claimed));
    assert.deepEqual(await listStillClaimed(db, taken.claimed), []);
  },

  'of several that end together none is done when the lease of one was outlived': async (db) => {
    const kind = 'jobs-together';
    const rows = await enqueue(db, kind, 'a', 'b', 'c');
    const { claimed: outlived, writes: firstClaim } = claimJobs(rows.slice(0, 1), NOW);
    await db.commit(firstClaim);
    const { claimed, writes } = claimJobs(await listDueJobs(db, { now: NOW, limit: 9, kind }), LATER);
    await db.commit(writes);
    assert.deepEqual(
      claimed.map(({ version }) => version),
      [3, 2, 2],
    );
    const stale = [...outlived, ...claimed.slice(1)];
    await assert.rejects(db.commit(finishJobs(stale)), { code: 'WRITE_CONFLICT' });
    assert.equal((await listStillClaimed(db, claimed)).length, 3);
    await db.commit(finishJobs(claimed));
    assert.deepEqual(await listStillClaimed(db, claimed), []);
  },

  'a failed attempt waits for its time, and the last one for ever': async (db) => {
    const kind = 'jobs-fail';
    await db.commit([failJob(first(await enqueue(db, kind, 'a')), 'KEY_MISSING', LATER)]);
    assert.deepEqual(await listDueJobs(db, { now: NOW, limit: 9, kind }), []);
    const again = first(await listDueJobs(db, { now: LATER, limit: 9, kind }));
    assert.deepEqual([again.attempts, again.last_error], [1, 'KEY_MISSING']);
    assert((await listJobKinds(db)).includes(kind));
    await db.commit([failJob(again, 'KEY_MISSING', undefined)]);
    assert.deepEqual(await listDueJobs(db, { now: LATER, limit: 9, kind }), []);
    assert(!(await listJobKinds(db)).includes(kind));
  },

  'a job that was given up is due again when a person says so, and no other is': async (db) => {
    const [lost, done] = await enqueue(db, 'jobs-again', 'a', 'b');
    assert(lost && done);
    await db.commit([failJob(lost, 'KEY_MISSING', undefined), ...finishJobs([done])]);
    assert.deepEqual(
      (await listFailedJobs(db, 500)).filter((row) => row.kind === 'jobs-again').map(({ key }) => key),
      ['a'],
    );
    assert.equal(await countFailedJobs(db, 'jobs-again'), 1);
    await db.commit([retryFailedJobs('jobs-again', LATER)]);
    assert.equal(await countFailedJobs(db, 'jobs-again'), 0);
    const due = await listDueJobs(db, { now: LATER, limit: 9, kind: 'jobs-again' });
    assert.deepEqual(
      due.map(({ key, attempts, run_at }) => [key, attempts, run_at]),
      [['a', 0, LATER]],
    );
  },

  'a job that waits or was given up is listed and called off, and is not due any more': async (db) => {
    const kind = 'jobs-call-off';
    const [done, lost, open, kept] = await enqueue(db, kind, 'a', 'b', 'c', 'd');
    assert(done && lost && open && kept);
    await db.commit([...finishJobs([done]), failJob(lost, 'INVALID_INPUT', undefined)]);
    const listed = await listOpenJobs(db, kind);
    assert.deepEqual(
      listed.map(({ key, state }) => [key, state]),
      [
        ['b', 'failed'],
        ['c', 'waiting'],
        ['d', 'waiting'],
      ],
    );
    await db.commit(cancelJobs(listed.slice(0, 2)));
    assert.deepEqual(
      (await listOpenJobs(db, kind)).map(({ key }) => key),
      ['d'],
    );
    const due = await listDueJobs(db, { now: NOW, limit: 9, kind });
    assert.deepEqual(
      due.map(({ key }) => key),
      ['d'],
    );
    assert(!(await listFailedJobs(db, 500)).some((row) => row.kind === kind));
  },

  'a job that was taken up meanwhile is not called off, nor the others with it': async (db) => {
    const kind = 'jobs-call-off-late';
    const rows = await enqueue(db, kind, 'a', 'b');
    await db.commit(claimJobs(rows.slice(0, 1), LATER).writes);
    await assert.rejects(db.commit(cancelJobs(rows)), { code: 'WRITE_CONFLICT' });
    assert.equal((await listOpenJobs(db, kind)).length, 2);
    const { claimed, writes } = claimJobs(rows.slice(1), LATER);
    await db.commit(writes);
    await db.commit(cancelJobs(claimed));
    await assert.rejects(db.commit(finishJobs(claimed)), { code: 'WRITE_CONFLICT' });
  },

  'a postponed job waits for its time and keeps its attempts': async (db) => {
    const kind = 'jobs-postpone';
    await db.commit([postponeJob(first(await enqueue(db, kind, 'a')), 'ISSUING_STOPPED', LATER)]);
    assert.deepEqual(await listDueJobs(db, { now: NOW, limit: 9, kind }), []);
    const again = first(await listDueJobs(db, { now: LATER, limit: 9, kind }));
    assert.deepEqual([again.attempts, again.last_error], [0, 'ISSUING_STOPPED']);
  },
};

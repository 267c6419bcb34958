import { afterEach, beforeEach, expect, it } from 'vitest';
import { TEST_MAC } from '../storage/engine/chain-mac.fixture.ts';
import type { Db } from '../storage/engine/db.ts';
import { migrate } from '../storage/engine/migrate.ts';
import { openStorage } from '../storage/engine/open.ts';
import { enqueueJob, finishJobs, type JobRow } from '../storage/queries/jobs.ts';
import { putSetting } from '../storage/queries/settings.ts';
import { JOB_PACE, type JobWork, jobLane } from './job-lane.ts';
import type { Lane, WorkTools } from './lane.ts';
import { type Runner, startRunner } from './runner.ts';

const NOW = '2026-09-05T00:00:00.000Z';
let db: Db;
let runner: Runner | undefined;

beforeEach(async () => {
  db = await openStorage('memory:', TEST_MAC);
  await migrate(db);
});
afterEach(async () => {
  await runner?.stop();
  runner = undefined;
  await db.close();
});

const tools = (): WorkTools => ({ db, clock: () => NOW, log: { error: () => undefined } });
const lane = (work: Pick<JobWork, 'kind' | 'act'> & Partial<JobWork>): Lane =>
  jobLane(tools(), { ...JOB_PACE, ...work });
const start = async (...lanes: Lane[]): Promise<Runner> => {
  runner = await startRunner(tools(), lanes);
  return runner;
};
const job = (key: string, kind: string) => enqueueJob({ id: `${kind}:${key}`, kind, key, runAt: NOW });
const states = async () =>
  Object.fromEntries((await db.query.select().from(db.tables.job)).map(({ id, state }) => [id, state]));
const finish = (jobs: readonly JobRow[]) => db.commit(finishJobs(jobs));

it('the runner finishes the work of one lane while a task of another lane hangs', async () => {
  const hanging = Promise.withResolvers<void>();
  const notified = Promise.withResolvers<void>();
  await start(
    lane({ kind: 'connect', act: () => hanging.promise }),
    lane({ kind: 'notify', act: (jobs) => finish(jobs).then(notified.resolve) }),
  );
  await db.commit([job('a', 'connect'), job('b', 'notify')]);
  await notified.promise;
  expect(await states()).toEqual({ 'connect:a': 'waiting', 'notify:b': 'done' });
  hanging.resolve();
});

it('the runner runs as many tasks of a lane at once as its concurrency says, and no more', async () => {
  let open = 0;
  let most = 0;
  const all = Promise.withResolvers<void>();
  const act = async (jobs: readonly JobRow[]) => {
    open += 1;
    most = Math.max(most, open);
    if (open === 3) all.resolve();
    await all.promise;
    await finish(jobs);
    open -= 1;
  };
  const going = await start(lane({ kind: 'print', batch: 1, concurrency: 3, act }));
  await db.commit(['a', 'b', 'c', 'd', 'e'].map((key) => job(key, 'print')));
  await going.idle();
  expect(most).toBe(3);
  expect(new Set(Object.values(await states()))).toEqual(new Set(['done']));
});

it('the runner is idle only when work that other work led to is done as well', async () => {
  const then = (next: JobRow[] | string) => async (jobs: readonly JobRow[]) => {
    await db.commit([...finishJobs(jobs), ...(typeof next === 'string' ? [job('then', next)] : [])]);
  };
  const going = await start(
    lane({ kind: 'last', act: then([]) }),
    lane({ kind: 'middle', act: then('last') }),
    lane({ kind: 'first', act: then('middle') }),
  );
  await db.commit([job('a', 'first')]);
  await going.idle();
  expect(await states()).toEqual({ 'first:a': 'done', 'middle:then': 'done', 'last:then': 'done' });
});

it('the runner looks again for what was committed during its last look', async () => {
  let looks = 0;
  const seen: string[] = [];
  const waiting: string[] = [];
  const slow: Lane = {
    name: 'slow',
    pace: { concurrency: 1, lookEveryMs: 3_600_000 },
    take: async () => {
      looks += 1;
      const next = waiting.pop();
      // The first look finds nothing, and while it ends something comes.
      if (looks === 1) {
        waiting.push('late');
        await db.commit([putSetting('runner:late', '1')]);
      }
      return next === undefined ? undefined : async () => void seen.push(next);
    },
  };
  await start(slow);
  await expect.poll(() => seen).toEqual(['late']);
});

it('the runner wakes a lane after a commit to the tables of its work, and after no other', async () => {
  let looks = 0;
  const watched: Lane = {
    name: 'watched',
    pace: { concurrency: 1, lookEveryMs: 3_600_000 },
    tables: ['job'],
    take: async () => {
      looks += 1;
      return undefined;
    },
  };
  const going = await start(watched);
  await db.commit([job('a', 'none')]);
  await expect.poll(() => looks).toBe(2);
  await db.commit([putSetting('runner:other', '1')]);
  await new Promise(setImmediate);
  expect(looks).toBe(2);
  await going.idle();
  expect(looks).toBe(3);
});

it('the runner goes on after its database was away for a moment, and names the lane in the log', async () => {
  const logged: object[] = [];
  let away = true;
  const done: number[] = [];
  const shy: Lane = {
    name: 'shy',
    pace: { concurrency: 1, lookEveryMs: 20 },
    take: async () => {
      if (away) throw new Error('away: Nguyễn Thị Ánh Tuyết');
      return done.length > 0 ? undefined : async () => void done.push(1);
    },
  };
  const log = { error: (fields: object, event: string) => void logged.push({ ...fields, event }) };
  runner = await startRunner({ ...tools(), log }, [shy]);
  await expect.poll(() => logged.length).toBeGreaterThan(1);
  away = false;
  await expect.poll(() => done).toEqual([1]);
  expect(logged[0]).toMatchObject({ lane: 'shy', event: 'lane.interrupted' });
  expect(JSON.stringify(logged)).not.toContain('Tuyết');
});

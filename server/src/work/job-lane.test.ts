import { RegistryError } from '@hocba/shared/problems';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TEST_MAC } from '../storage/engine/chain-mac.fixture.ts';
import type { Db } from '../storage/engine/db.ts';
import { migrate } from '../storage/engine/migrate.ts';
import { openStorage } from '../storage/engine/open.ts';
import { enqueueJob, finishJobs, type JobRow } from '../storage/queries/jobs.ts';
import { putSetting } from '../storage/queries/settings.ts';
import { haltLane, resumeLane } from './halt.ts';
import { JOB_PACE, type JobHandler, jobLane } from './job-lane.ts';
import type { WorkLog } from './lane.ts';
import { type Runner, startRunner } from './runner.ts';

let db: Db;
let jobs: Runner | undefined;
let now: string;
let logged: { fields: object; event: string }[];

beforeEach(async () => {
  db = await openStorage('memory:', TEST_MAC);
  await migrate(db);
  now = '2026-09-05T00:00:00.000Z';
  logged = [];
});

afterEach(async () => {
  await jobs?.stop();
  jobs = undefined;
  await db.close();
});

const run = (handlers: Record<string, JobHandler>, log: WorkLog): Promise<Runner> => {
  const tools = { db, clock: () => now, log };
  const lanes = Object.entries(handlers).map(([kind, act]) => jobLane(tools, { ...JOB_PACE, kind, act }));
  return startRunner(tools, lanes);
};
const start = async (handlers: Record<string, JobHandler>): Promise<Runner> => {
  jobs = await run(handlers, { error: (fields, event) => logged.push({ fields, event }) });
  return jobs;
};
const job = (key: string, kind = 'issue') => enqueueJob({ id: `${kind}:${key}`, kind, key, runAt: now });
const rows = (): Promise<JobRow[]> => Promise.resolve(db.query.select().from(db.tables.job));
const later = (ms: number) => {
  now = new Date(Date.parse(now) + ms).toISOString();
};

it('the lane of jobs hands over what is due at once after a commit, and done means done with the act', async () => {
  const seen: string[] = [];
  const loop = await start({
    issue: async (due) => {
      seen.push(...due.map((row) => row.key));
      await db.commit([...finishJobs(due), putSetting('issued', String(due.length))]);
    },
  });
  await db.commit([job('a'), job('b'), job('c')]);
  await loop.idle();
  expect(seen).toEqual(['a', 'b', 'c']);
  expect((await rows()).map((row) => row.state)).toEqual(['done', 'done', 'done']);
});

it('the lane of jobs gives a handler at most 64 jobs of its own kind', async () => {
  const sizes: number[] = [];
  const finish: JobHandler = async (due) => {
    expect(new Set(due.map((row) => row.kind)).size).toBe(1);
    sizes.push(due.length);
    await db.commit(finishJobs(due));
  };
  await db.commit([...Array.from({ length: 70 }, (_, i) => job(`k${i}`)), job('x', 'tidy')]);
  await (await start({ issue: finish, tidy: finish })).idle();
  // The lane of the other kind goes beside this one.
  expect(sizes.sort((a, b) => a - b)).toEqual([1, 6, 64]);
});

it('the lane of jobs tries five times with growing pauses, then fails loudly and runs no more', async () => {
  let attempts = 0;
  const loop = await start({
    issue: async () => {
      attempts += 1;
      throw new RegistryError('INTENT_STALE');
    },
  });
  await db.commit([job('a')]);
  for (const pause of [0, 1_000, 10_000, 60_000, 600_000]) {
    if (pause > 0) {
      later(pause - 1);
      const before = attempts;
      await loop.idle();
      expect(attempts).toBe(before);
      later(1);
    }
    await loop.idle();
  }
  later(86_400_000);
  await loop.idle();
  expect(attempts).toBe(5);
  expect(await rows()).toMatchObject([{ state: 'failed', attempts: 5, last_error: 'INTENT_STALE' }]);
  expect(logged.map((line) => line.event)).toEqual([...Array(4).fill('job.retried'), 'job.failed']);
});

it('the lane of jobs lets a job wait without counting while there is no key', async () => {
  let stopped = true;
  const loop = await start({
    issue: async (due) => {
      if (stopped) throw new RegistryError('ISSUING_STOPPED');
      await db.commit(finishJobs(due));
    },
  });
  await db.commit([job('a')]);
  for (let minute = 0; minute < 60; minute += 1) {
    await loop.idle();
    later(60_000);
  }
  expect(await rows()).toMatchObject([{ state: 'waiting', attempts: 0, last_error: 'ISSUING_STOPPED' }]);
  expect(new Set(logged.map((line) => line.event))).toEqual(new Set(['job.waits']));
  stopped = false;
  await loop.idle();
  expect(await rows()).toMatchObject([{ state: 'done' }]);
});

it('the lane of jobs takes up nothing while its lane is halted, over a start as well, and all of it once the halt is lifted', async () => {
  const seen: string[][] = [];
  const act: JobHandler = async (due) => {
    seen.push(due.map((row) => row.key));
    if (seen.length > 1) return db.commit(finishJobs(due));
    await haltLane({ db, clock: () => now, log: { error: () => undefined } }, 'issue', 'time went backwards');
    throw new RegistryError('SELF_CHECK_FAILED');
  };
  await db.commit([job('a'), job('b')]);
  await (await start({ issue: act })).idle();
  await jobs?.stop();
  later(86_400_000);
  await (await start({ issue: act })).idle();
  expect(seen).toEqual([['a', 'b']]);
  expect(await rows()).toMatchObject(Array(2).fill({ state: 'waiting', attempts: 0 }));
  const halt = { lane: 'issue', since: '2026-09-05T00:00:00.000Z', why: 'time went backwards' };
  expect(logged.filter(({ event }) => event === 'lane.halted')).toEqual([
    { fields: halt, event: 'lane.halted' },
  ]);
  expect(await resumeLane(db, 'issue', { at: now, user: 'lan' })).toEqual({ halt, jobs: 0 });
  await jobs?.idle();
  expect(seen).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ]);
});

it('the lane of jobs never takes up at a start what was given up, but when a person says so', async () => {
  const giveUp = { issue: () => Promise.reject(new RegistryError('INTENT_STALE')) };
  await db.commit([job('a'), job('b', 'assign')]);
  for (let pause = 0; pause < 5; pause += 1) {
    const loop = await start({ ...giveUp, assign: giveUp.issue });
    await loop.idle();
    await loop.stop();
    later(600_000);
  }
  const states = async () => (await rows()).map(({ id, state }) => `${id} ${state}`).sort();
  expect(await states()).toEqual(['assign:b failed', 'issue:a failed']);
  const finish: JobHandler = (due) => db.commit(finishJobs(due));
  await (await start({ issue: finish, assign: finish })).idle();
  expect(await states()).toEqual(['assign:b failed', 'issue:a failed']);
  expect(await resumeLane(db, 'issue', { at: now, user: 'lan' })).toEqual({ halt: undefined, jobs: 1 });
  await jobs?.idle();
  expect(await states()).toEqual(['assign:b failed', 'issue:a done']);
});

it('the lane of jobs tries again only what a handler left unfinished', async () => {
  const batches: string[][] = [];
  const loop = await start({
    issue: async (due) => {
      batches.push(due.map((row) => row.key));
      await db.commit(finishJobs(due.filter((row) => row.key !== 'b' || row.attempts > 0)));
    },
  });
  await db.commit([job('a'), job('b')]);
  await loop.idle();
  later(1_000);
  await loop.idle();
  expect(batches).toEqual([['a', 'b'], ['b']]);
});

it('the lane of jobs writes neither a message of a driver nor its values into the log or the table', async () => {
  const loop = await start({
    issue: async () => {
      throw new Error('params: Nguyễn Thị Ánh Tuyết');
    },
  });
  await db.commit([job('a')]);
  await loop.idle();
  expect(JSON.stringify([logged, await rows()])).not.toContain('Tuyết');
  expect(logged).toMatchObject([{ fields: { error: expect.stringContaining('job-lane.test.ts') } }]);
});

it('the lane of jobs leaves a job to its holder until the lease ends, and then undoes what the old holder still commits', async () => {
  await db.commit([job('a')]);
  let held: readonly JobRow[] = [];
  const first = await start({
    issue: async (due) => {
      held = due;
      // Long enough for the second process below to find the lease outlived.
      later(10_001);
      const second = await run(
        { issue: async (taken) => db.commit([...finishJobs(taken), putSetting('by', 'second')]) },
        { error: () => undefined },
      );
      await second.idle();
      await second.stop();
      await db.commit([...finishJobs(due), putSetting('by', 'first')]);
    },
  });
  await first.idle();
  expect(held).toHaveLength(1);
  expect(await db.query.select().from(db.tables.setting)).toContainEqual({ key: 'by', value: 'second' });
  expect(await rows()).toMatchObject([{ state: 'done', attempts: 0 }]);
});

it('the lane of jobs does not start while an unfinished job has no lane', async () => {
  await db.commit([job('a'), job('b', 'gone')]);
  await expect(start({ issue: async () => undefined })).rejects.toThrow('gone');
});

it('the lane of jobs starts nothing after it was stopped', async () => {
  let runs = 0;
  const loop = await start({
    issue: async () => {
      runs += 1;
    },
  });
  await loop.stop();
  await db.commit([job('a')]);
  await loop.idle();
  expect(runs).toBe(0);
});

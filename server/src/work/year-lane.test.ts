import { setTimeout } from 'node:timers/promises';
import type { DatabaseName } from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TEST_MAC } from '../storage/engine/chain-mac.fixture.ts';
import type { Db } from '../storage/engine/db.ts';
import { migrate } from '../storage/engine/migrate.ts';
import { openStorage } from '../storage/engine/open.ts';
import { openSyncDb, raiseSeq } from '../storage/queries/replication/sync.ts';
import { insertSubmissions } from '../storage/queries/submissions.ts';
import { settleYear } from '../storage/queries/work/waiting-years.ts';
import { haltLane, resumeLane } from './halt.ts';
import { type Runner, startRunner } from './runner.ts';
import { YEAR_PACE, type YearWork, yearLane } from './year-lane.ts';

const A = '08000101-2026-2027';
const B = '08000102-2026-2027';
let db: Db;
let now: string;
let runners: Runner[];
let logged: object[];

beforeEach(async () => {
  db = await openStorage('memory:', TEST_MAC);
  await migrate(db);
  now = '2026-09-05T00:00:00.000Z';
  runners = [];
  logged = [];
});
afterEach(async () => {
  await Promise.all(runners.map((runner) => runner.stop()));
  await db.close();
});

const later = (ms: number) => {
  now = new Date(Date.parse(now) + ms).toISOString();
};
let numbers = 0;
const submit = async (name: string): Promise<void> => {
  numbers += 1;
  const row = { dev: 'd0000000000aa', n: numbers, account: 'a', received_at: now, rev: null, name: null };
  const rows = [{ ...row, db: name, doc: `entry:${numbers}`, kind: 'entry', body: '{}' }];
  await db.commit([openSyncDb(name, now), raiseSeq(name, 1), ...insertSubmissions(db, rows)]);
};
const waiting = async () => (await db.query.select().from(db.tables.waiting_year)).map((row) => row.db);
/** One process of an installation: what it did stands in its list. */
const start = async (holder: string, act: YearWork['act'], pace: Partial<YearWork> = {}): Promise<Runner> => {
  const log = { error: (fields: object, event: string) => void logged.push({ ...fields, event }) };
  const tools = { db, clock: () => now, log };
  const work = { ...YEAR_PACE, name: 'project', failure: 'projection.failed', holder, act, ...pace };
  const runner = await startRunner(tools, [yearLane(tools, work)]);
  runners.push(runner);
  return runner;
};
/** Reads a year to its end in one part. */
const readAll = (seen: string[]) => async (name: DatabaseName) => {
  seen.push(name);
  await db.commit([settleYear(name, Number.MAX_SAFE_INTEGER)]);
  return true;
};

it('the lane of school years works on a year once something was submitted, and lets it wait no more at the end of its log', async () => {
  const seen: string[] = [];
  const runner = await start('one', readAll(seen));
  await submit(B);
  await submit(A);
  await runner.idle();
  expect([seen.sort(), await waiting()]).toEqual([[A, B], []]);
});

it('the lane of school years settles a year of which nothing was left to read, unless something came meanwhile', async () => {
  const seen: string[] = [];
  await submit(A);
  const runner = await start('one', async (name) => {
    seen.push(name);
    if (seen.length === 1) await submit(A);
    return false;
  });
  await runner.idle();
  expect([seen, await waiting()]).toEqual([[A, A], []]);
});

it('the lane of school years gives waiting years one part in turn', async () => {
  await submit(A);
  await submit(B);
  const seen: string[] = [];
  const runner = await start('one', async (name) => {
    seen.push(name);
    return seen.filter((one) => one === name).length < 3;
  });
  await runner.idle();
  expect(seen).toEqual([A, B, A, B, A, B]);
});

it('the lane of school years runs two years at once where the lane says so, and never one year twice', async () => {
  await submit(A);
  await submit(B);
  const open: string[] = [];
  const most: string[][] = [];
  const act = async (name: DatabaseName) => {
    open.push(name);
    most.push([...open].sort());
    await setTimeout(20);
    open.splice(open.indexOf(name), 1);
    return most.length < 6;
  };
  await (await start('one', act, { concurrency: 2 })).idle();
  expect(most).toContainEqual([A, B]);
  expect(most.filter((names) => new Set(names).size !== names.length)).toEqual([]);
});

it('the lane of school years leaves a year to the process that holds it until the lease has run out', async () => {
  const held = Promise.withResolvers<boolean>();
  const seen: string[] = [];
  await submit(A);
  const first = await start('first', () => held.promise);
  await expect
    .poll(async () => (await db.query.select().from(db.tables.waiting_year))[0]?.holder)
    .toBe('first');
  const second = await start('second', readAll(seen));
  later(YEAR_PACE.leaseMs - 1);
  await submit(B);
  await second.idle();
  expect(seen).toEqual([B]);
  later(1);
  await second.idle();
  expect(seen).toEqual([B, A]);
  held.resolve(true);
  await first.idle();
});

it('the lane of school years leases no year while its lane is halted', async () => {
  const seen: string[] = [];
  await submit(A);
  const tools = { db, clock: () => now, log: { error: () => undefined } };
  await haltLane(tools, 'project', 'a person has to look');
  const runner = await start('one', readAll(seen));
  await runner.idle();
  expect([seen, await waiting()]).toEqual([[], [A]]);
  await resumeLane(db, 'project', { at: now, user: 'lan' });
  await runner.idle();
  expect(seen).toEqual([A]);
});

it('the lane of school years leases a long year again before the lease runs out', async () => {
  const until: (string | null | undefined)[] = [];
  await submit(A);
  const runner = await start('one', async () => {
    until.push((await db.query.select().from(db.tables.waiting_year))[0]?.held_until);
    later(YEAR_PACE.leaseMs * 0.6);
    return until.length < 3;
  });
  await runner.idle();
  expect(new Set(until).size).toBe(3);
});

it('the lane of school years lets a year that failed rest in every process, logs the failure without its words, and tries again', async () => {
  const seen: string[] = [];
  await submit(A);
  const fails = () => Promise.reject(new Error('Nguyễn Thị Ánh Tuyết'));
  await (await start('first', fails)).idle();
  const second = await start('second', readAll(seen));
  await second.idle();
  expect([seen, await waiting()]).toEqual([[], [A]]);
  expect(logged).toEqual([
    { event: 'projection.failed', db: A, error: expect.stringContaining('year-lane.test.ts') },
  ]);
  await runners[0]?.stop();
  later(2_000);
  await second.idle();
  expect(seen).toEqual([A]);
});

it('the lane of school years gives its years back when it is stopped in the middle of a long log', async () => {
  const seen: string[] = [];
  await submit(A);
  const started = Promise.withResolvers<void>();
  const first = await start('first', async () => {
    started.resolve();
    await setTimeout(10);
    return true;
  });
  await started.promise;
  await first.stop();
  await (await start('second', readAll(seen))).idle();
  expect(seen).toEqual([A]);
});

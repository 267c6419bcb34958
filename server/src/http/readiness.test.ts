import type { Instant } from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { printingSender } from '../connectors/messages/printer.ts';
import { openSenders } from '../connectors/messages/senders.ts';
import { TEST_MAC } from '../storage/engine/chain-mac.fixture.ts';
import type { Db } from '../storage/engine/db.ts';
import { migrate } from '../storage/engine/migrate.ts';
import { openStorage } from '../storage/engine/open.ts';
import { insertHalt } from '../storage/queries/work/halts.ts';
import { probeReadiness, readinessReader } from './readiness.ts';

const NOW = '2026-10-01T02:00:00.000Z' as Instant;
const ALL_WELL = { database: 'ok', migrations: 'ok', keys: 'ok', disk: 'ok', clock: 'ok', log: 'ok' };

let db: Db;
beforeEach(async () => {
  db = await openStorage('memory:', TEST_MAC);
});
afterEach(() => db.close());

const probe = (now: Instant = NOW, databaseUrl = 'file:./here.sqlite') =>
  probeReadiness({ db, clock: () => now, databaseUrl, logHolds: () => true, senders: openSenders({}) });

it('the registry is ready when everything works, again and again', async () => {
  await migrate(db);
  expect(await probe()).toEqual({ ready: true, checks: ALL_WELL, halts: [], channels: [] });
  expect(await probe('2026-10-01T02:00:01.000Z' as Instant)).toEqual({
    ready: true,
    checks: ALL_WELL,
    halts: [],
    channels: [],
  });
});

it('the registry names the ways in which messages can leave', async () => {
  await migrate(db);
  const senders = openSenders({ mail: printingSender(() => undefined) });
  const services = { db, clock: () => NOW, databaseUrl: 'memory:', logHolds: () => true, senders };
  expect(await probeReadiness(services)).toMatchObject({ ready: true, channels: ['mail'] });
});

it('the registry is not ready on an empty database', async () => {
  const { ready, checks } = await probe();
  expect(ready).toBe(false);
  expect(checks).toMatchObject({ database: 'failed', migrations: 'failed' });
});

it('the registry is not ready while issuing is halted, and says since when and why', async () => {
  await migrate(db);
  const halt = { lane: 'issue', since: NOW, why: 'time went backwards' };
  await db.commit([insertHalt(halt)]);
  expect(await probe()).toEqual({
    ready: false,
    checks: { ...ALL_WELL, keys: 'failed' },
    halts: [halt],
    channels: [],
  });
});

it('the registry is not ready when the folder of the database is gone', async () => {
  await migrate(db);
  expect(await probe(NOW, 'file:/nowhere/at/all/db.sqlite')).toMatchObject({
    checks: { disk: 'failed' },
  });
});

it('the registry notices a clock set back, keeps noticing, and forgives a second', async () => {
  await migrate(db);
  await probe();
  for (let i = 0; i < 2; i += 1) {
    expect(await probe('2026-09-30T02:00:00.000Z' as Instant)).toEqual({
      ready: false,
      checks: { ...ALL_WELL, clock: 'failed' },
      halts: [],
      channels: [],
    });
  }
  expect((await probe('2026-10-01T01:59:59.000Z' as Instant)).ready).toBe(true);
});

it('the registry is not ready when nothing can be written', async () => {
  await migrate(db);
  const readOnly: Db = { ...db, commit: () => Promise.reject(new Error('read only')) };
  const outcome = await probeReadiness({
    db: readOnly,
    clock: () => NOW,
    databaseUrl: 'memory:',
    logHolds: () => true,
    senders: openSenders({}),
  });
  expect(outcome).toEqual({
    ready: false,
    checks: { ...ALL_WELL, database: 'failed' },
    halts: [],
    channels: [],
  });
});

const counting = () => {
  const counts = { commits: 0, plans: 0 };
  const counted: Db = {
    ...db,
    commit: (writes) => {
      counts.commits += 1;
      return db.commit(writes);
    },
    applyMigrations: (plan) => {
      counts.plans += 1;
      return db.applyMigrations(plan);
    },
  };
  return { counts, counted };
};

it('field 23: a hundred who ask within three seconds cost one probe', async () => {
  await migrate(db);
  const { counts, counted } = counting();
  const services = { db: counted, databaseUrl: 'memory:', logHolds: () => true, senders: openSenders({}) };
  const read = readinessReader({ ...services, clock: () => NOW });
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    for (let i = 0; i < 50; i += 1) expect((await read()).ready).toBe(true);
    await Promise.all(Array.from({ length: 50 }, read));
    expect(counts).toEqual({ commits: 1, plans: 1 });
    vi.advanceTimersByTime(3_000);
    await read();
    expect(counts).toEqual({ commits: 2, plans: 2 });
  } finally {
    vi.useRealTimers();
  }
});

it('field 43: the registry is not ready while the database answers nothing, and waits for no answer of it', async () => {
  await migrate(db);
  const silent: Db = {
    ...db,
    read: () => new Promise(() => undefined),
    applyMigrations: () => new Promise(() => undefined),
  };
  const services = { db: silent, databaseUrl: 'memory:', logHolds: () => true, senders: openSenders({}) };
  const { checks } = await probeReadiness({ ...services, clock: () => NOW });
  expect(checks).toMatchObject({ database: 'failed', migrations: 'failed', clock: 'failed', keys: 'ok' });
  // The database never answers, so the limit of this test only has to be longer than the patience of the registry.
}, 20_000);

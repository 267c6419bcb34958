import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Readiness } from '@hocba/shared/contract/health';
import { CHANNELS } from '@hocba/shared/messages/channel';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { Senders } from '../connectors/messages/senders.ts';
import { ISSUE_JOB } from '../records/issue-lane.ts';
import type { Db } from '../storage/engine/db.ts';
import { isMigrated } from '../storage/engine/migrate.ts';
import { findSetting, putSetting } from '../storage/queries/settings.ts';
import { listHalts } from '../storage/queries/work/halts.ts';

/** Under it SQLite may fail in the middle of a busy day; 256 MiB. */
const MIN_FREE_BYTES = 256 * 1024 * 1024;
/** A clock that stands this far before its own last reading has been set back; milliseconds. */
const MAX_STEP_BACK = 60_000;
const PROBE = 'readiness-probe';
/** How long a probe may take, and how long its answer is given; milliseconds. */
const PATIENCE_MS = 3_000;
const FRESH_MS = 3_000;

/** The things that readiness looks at. */
export interface ReadinessServices {
  readonly db: Db;
  readonly clock: () => Instant;
  readonly databaseUrl: string;
  /** Whether log lines can be written. */
  readonly logHolds: () => boolean;
  readonly senders: Pick<Senders, 'has'>;
}

type ProbeOutcome = Readiness['checks']['database'];

const outcome = async (
  probe: () => Promise<boolean> | boolean,
  late: Promise<'late'>,
): Promise<ProbeOutcome> => {
  try {
    return (await Promise.race([probe(), late])) === true ? 'ok' : 'failed';
  } catch {
    return 'failed';
  }
};

/** Writes the time and reads it back: a database that can only be read is no use to a registry. */
const probeDatabase = async (db: Db, now: Instant): Promise<boolean> => {
  await db.commit([putSetting(PROBE, now)]);
  return (await findSetting(db, PROBE)) !== undefined;
};

/** Whether there is room beside a SQLite file; true for a database elsewhere. Throws when the folder cannot be read. */
export const diskHolds = async (databaseUrl: string): Promise<boolean> => {
  if (!databaseUrl.startsWith('file:')) return true;
  const { bavail, bsize } = await statfs(dirname(databaseUrl.slice('file:'.length)));
  return bavail * bsize >= MIN_FREE_BYTES;
};

/** Whether the clock stands no more than a minute before the last time a probe wrote down. */
export const clockHolds = async (db: Db, now: Instant): Promise<boolean> => {
  const last = await findSetting(db, PROBE);
  return last === undefined || Date.parse(now) >= Date.parse(last) - MAX_STEP_BACK;
};

/** The clock first: a probe that wrote down a time set back would take it for the truth from then on. */
const probeDatabaseAndClock = async (
  { db }: ReadinessServices,
  now: Instant,
  late: Promise<'late'>,
): Promise<Pick<Readiness['checks'], 'database' | 'clock'>> => {
  let asked = false;
  const clock = await outcome(async () => {
    const holds = await clockHolds(db, now);
    asked = true;
    return holds;
  }, late);
  if (!asked) return { database: 'failed', clock };
  // After a step back the database was read and is not written.
  return { database: clock === 'ok' ? await outcome(() => probeDatabase(db, now), late) : 'ok', clock };
};

/** Probes what the registry needs to work, each for real; what takes longer than three seconds has failed. Never throws. */
export const probeReadiness = async (services: ReadinessServices): Promise<Readiness> => {
  const { db, clock, databaseUrl, logHolds, senders } = services;
  let halts: Readiness['halts'] = [];
  const probeHalts = async () => {
    halts = (await listHalts(db)) as Readiness['halts'];
    return !halts.some(({ lane }) => lane === ISSUE_JOB);
  };
  const ending = new AbortController();
  const late = setTimeout(PATIENCE_MS, 'late' as const, { signal: ending.signal, ref: false });
  late.catch(() => undefined);
  const [databaseAndClock, migrations, keys, disk, log] = await Promise.all([
    probeDatabaseAndClock(services, clock(), late),
    outcome(() => isMigrated(db), late),
    outcome(probeHalts, late),
    outcome(() => diskHolds(databaseUrl), late),
    outcome(logHolds, late),
  ]);
  ending.abort();
  const { database } = databaseAndClock;
  const checks = { database, migrations, keys, disk, clock: databaseAndClock.clock, log };
  return {
    ready: Object.values(checks).every((check) => check === 'ok'),
    checks,
    halts,
    channels: CHANNELS.filter(senders.has),
  };
};

/**
 * Answers with what was probed no more than three seconds ago: anybody may ask, and a probe writes and flushes. All who
 * ask meanwhile wait for the same one.
 */
export const readinessReader = (services: ReadinessServices): (() => Promise<Readiness>) => {
  let last: Promise<Readiness> | undefined;
  let probedAt = 0;
  return () => {
    const now = performance.now();
    if (last === undefined || now - probedAt >= FRESH_MS) {
      last = probeReadiness(services);
      probedAt = now;
    }
    return last;
  };
};

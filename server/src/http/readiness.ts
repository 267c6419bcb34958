import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readiness } from '@hocba/shared/contract/health';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { Db } from '../storage/db.ts';
import { isMigrated } from '../storage/migrate.ts';
import { findSetting, putSetting } from '../storage/settings.ts';

/** Under it SQLite may fail in the middle of a busy day; 256 MiB. */
const MIN_FREE_BYTES = 256 * 1024 * 1024;
/** A clock that stands this far before its own last reading has been set back; milliseconds. */
const MAX_STEP_BACK = 60_000;
const PROBE = 'readiness-probe';

/** What readiness looks at. */
export interface ReadinessServices {
  readonly db: Db;
  readonly clock: () => Instant;
  readonly databaseUrl: string;
  /** Whether a signing key is at hand and in the trust list. */
  readonly keysUsable: () => boolean;
  /** Whether log lines can be written. */
  readonly logHolds: () => boolean;
}

type Outcome = Readiness['checks']['database'];

const outcome = async (probe: () => Promise<boolean> | boolean): Promise<Outcome> => {
  try {
    return (await probe()) ? 'ok' : 'failed';
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

/** Probes what the registry needs to work, each for real. Never throws. */
export const probeReadiness = async (services: ReadinessServices): Promise<Readiness> => {
  const { db, clock, databaseUrl, keysUsable, logHolds } = services;
  const now = clock();
  const clockCheck = await outcome(() => clockHolds(db, now));
  const checks = {
    database: await outcome(() =>
      clockCheck === 'ok' ? probeDatabase(db, now) : findSetting(db, PROBE).then(() => true),
    ),
    migrations: await outcome(() => isMigrated(db)),
    keys: await outcome(keysUsable),
    disk: await outcome(() => diskHolds(databaseUrl)),
    clock: clockCheck,
    log: await outcome(logHolds),
  };
  return { ready: Object.values(checks).every((check) => check === 'ok'), checks };
};

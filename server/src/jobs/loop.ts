import { type ProblemCode, RegistryError } from '@hocba/shared/problems';
import type { Db } from '../storage/engine/db.ts';
import { errorName } from '../storage/engine/error-name.ts';
import {
  claimJobs,
  failJob,
  type JobRow,
  listDueJobs,
  listJobKinds,
  listStillClaimed,
  postponeJob,
} from '../storage/queries/jobs.ts';

/**
 * Acts on all jobs it is given and puts `finishJobs(jobs)` into the commit of what they ask for.
 * What it leaves unfinished, by returning or by throwing, is tried again.
 */
export type JobHandler = (jobs: readonly JobRow[]) => Promise<void>;

/** What the loop needs of a logger. */
export interface JobLog {
  error(fields: object, event: string): void;
}

export interface Jobs {
  /** Looks for due jobs now. */
  wake(): void;
  /** Resolves when nothing runs and nothing is due. */
  idle(): Promise<void>;
  /** Starts nothing more and waits for what runs. */
  stop(): Promise<void>;
}

/** Jobs handed to a handler at once. */
const BATCH = 64;
/** A process that died holds its jobs this long; a living one that takes longer is caught by the version. */
const LEASE_MS = 10_000;
const TIMER_MS = 1_000;
/** Pause after each failed attempt; after the attempt beyond the last pause a person has to look. */
const PAUSES_MS = [1_000, 10_000, 60_000, 600_000];

/** While a person has to act nothing is wrong with the job itself: it waits, however long that takes. */
const WAITING: readonly ProblemCode[] = ['KEY_MISSING', 'ISSUING_STOPPED'];
const WAITING_MS = 60_000;

const after = (now: string, ms: number): string => new Date(Date.parse(now) + ms).toISOString();

const isConflict = (error: unknown): boolean =>
  error instanceof RegistryError && error.code === 'WRITE_CONFLICT';

/** Claims due jobs of one kind; empty when nothing is due or another process was faster. */
const claim = async (db: Db, now: string): Promise<JobRow[]> => {
  const kind = (await listDueJobs(db, { now, limit: 1 }))[0]?.kind;
  if (kind === undefined) return [];
  const due = await listDueJobs(db, { now, limit: BATCH, kind });
  const { claimed, writes } = claimJobs(due, after(now, LEASE_MS));
  try {
    await db.commit(writes);
  } catch (error) {
    if (isConflict(error)) return [];
    throw error;
  }
  return claimed;
};

/** Gives a job back that was claimed and not finished; `log` hears of it only when the write stood. */
const giveBack = async (db: Db, row: JobRow, error: unknown, now: string, log: JobLog): Promise<void> => {
  const name = error === undefined ? 'left unfinished' : errorName(error);
  const waits = error instanceof RegistryError && WAITING.includes(error.code);
  const pause = waits ? WAITING_MS : PAUSES_MS[row.attempts];
  const runAt = pause === undefined ? undefined : after(now, pause);
  try {
    await db.commit([waits && runAt ? postponeJob(row, name, runAt) : failJob(row, name, runAt)]);
  } catch (conflict) {
    // Another process took the job over in the meantime; it is in its hands now.
    if (!isConflict(conflict)) throw conflict;
    return;
  }
  const event = waits ? 'job.waits' : runAt === undefined ? 'job.failed' : 'job.retried';
  log.error({ job: row.id, kind: row.kind, attempt: row.attempts + 1, error: name }, event);
};

/** Runs one batch; false when nothing was due. */
const runBatch = async (
  db: Db,
  handlers: Record<string, JobHandler>,
  clock: () => string,
  log: JobLog,
): Promise<boolean> => {
  const jobs = await claim(db, clock());
  const kind = jobs[0]?.kind;
  if (kind === undefined) return false;
  let reason: unknown;
  try {
    const handler = handlers[kind];
    if (handler === undefined) throw new Error(`no handler for ${kind}`);
    await handler(jobs);
  } catch (error) {
    reason = error;
  }
  for (const row of await listStillClaimed(db, jobs)) await giveBack(db, row, reason, clock(), log);
  return true;
};

/**
 * Starts the one loop over the job table: woken by every commit of this process and by a timer, one batch at a
 * time. A job gets five attempts with growing pauses, then state `failed` and a log line; while there is no
 * key or issuing is stopped, attempts do not count.
 * Throws when an unfinished job is stored whose kind has no handler: it would wait for ever, unseen.
 */
export const startJobs = async (
  db: Db,
  handlers: Record<string, JobHandler>,
  clock: () => string,
  log: JobLog,
): Promise<Jobs> => {
  const orphans = (await listJobKinds(db)).filter((kind) => handlers[kind] === undefined);
  if (orphans.length > 0) throw new Error(`jobs without a handler: ${orphans.join(', ')}`);

  let woken = false;
  let stopped = false;
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    while (woken && !stopped) {
      woken = false;
      try {
        if (await runBatch(db, handlers, clock, log)) woken = true;
      } catch (error) {
        log.error({ error: errorName(error) }, 'jobs.interrupted');
        // The timer wakes the loop again; at once it would only spin on a full disk.
        woken = false;
      }
    }
    running = undefined;
  };
  const wake = (): void => {
    woken = true;
    if (running === undefined && !stopped) running = run();
  };
  const unlisten = db.onCommit(wake);
  const timer = setInterval(wake, TIMER_MS);
  timer.unref();
  wake();
  return {
    wake,
    idle: async () => {
      wake();
      while (running !== undefined) await running;
    },
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      unlisten();
      await running;
    },
  };
};

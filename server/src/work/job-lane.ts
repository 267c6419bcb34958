import { type ProblemCode, RegistryError } from '@hocba/shared/problems';
import { later } from '../later.ts';
import { errorName } from '../storage/engine/error-name.ts';
import { decideAgain, isLostRace } from '../storage/engine/retry.ts';
import {
  claimJobs,
  failJob,
  type JobRow,
  listDueJobs,
  listStillClaimed,
  postponeJob,
} from '../storage/queries/jobs.ts';
import { findHalt } from '../storage/queries/work/halts.ts';
import type { Lane, Pace, WorkTools } from './lane.ts';

/**
 * Acts on all jobs it is given and puts `finishJobs(jobs)` into the commit of what they ask for.
 * A job that it leaves unfinished, by returning or by throwing, is tried again.
 */
export type JobHandler = (jobs: readonly JobRow[]) => Promise<void>;

/** A lane over the job table: the jobs of one kind. */
export interface JobWork extends Pace {
  /** The kind of its jobs, which is the name of the lane. */
  readonly kind: string;
  /** Jobs that are handed over at once. */
  readonly batch: number;
  readonly act: JobHandler;
}

/** The usual pace of jobs: four growing pauses; after the fifth failed attempt a person has to look. */
export const JOB_PACE = {
  concurrency: 1,
  batch: 64,
  leaseMs: 10_000,
  lookEveryMs: 1_000,
  pausesMs: [1_000, 10_000, 60_000, 600_000],
} as const satisfies Partial<JobWork>;

/** While a person has to act nothing is wrong with the job itself: it waits, however long that takes. */
const WAITING: readonly ProblemCode[] = ['KEY_MISSING', 'ISSUING_STOPPED'];
const WAITING_MS = 60_000;

/** Claims due jobs; empty when nothing is due, the lane is halted or other processes are always faster. */
const claim = async ({ db, clock }: WorkTools, { kind, batch, leaseMs }: JobWork): Promise<JobRow[]> => {
  try {
    return await decideAgain(async () => {
      const now = clock();
      const due = await listDueJobs(db, { now, limit: batch, kind });
      if (due.length === 0 || (await findHalt(db, kind)) !== undefined) return [];
      const { claimed, writes } = claimJobs(due, later(now, leaseMs));
      await db.commit(writes);
      return claimed;
    });
  } catch (error) {
    if (isLostRace(error)) return [];
    throw error;
  }
};

/** Gives a job back that was claimed and not finished; the log hears of it only when the write stood. */
const giveBack = async (
  { db, clock, log }: WorkTools,
  { kind, pausesMs }: JobWork,
  row: JobRow,
  error: unknown,
): Promise<void> => {
  const name = error === undefined ? 'left unfinished' : errorName(error);
  const isHalted = (await findHalt(db, kind)) !== undefined;
  const waits = isHalted || (error instanceof RegistryError && WAITING.includes(error.code));
  // A job that a halt interrupted is due as soon as a person lifts it.
  const pause = isHalted ? 0 : waits ? WAITING_MS : pausesMs[row.attempts];
  const runAt = pause === undefined ? undefined : later(clock(), pause);
  try {
    await db.commit([waits && runAt ? postponeJob(row, name, runAt) : failJob(row, name, runAt)]);
  } catch (conflict) {
    // Another process took the job over in the meantime; it is in its hands now.
    if (!isLostRace(conflict)) throw conflict;
    return;
  }
  const event = waits ? 'job.waits' : runAt === undefined ? 'job.failed' : 'job.retried';
  log.error({ job: row.id, kind: row.kind, attempt: row.attempts + 1, error: name }, event);
};

const runJobs = async (tools: WorkTools, work: JobWork, jobs: readonly JobRow[]): Promise<void> => {
  let reason: unknown;
  try {
    await work.act(jobs);
  } catch (error) {
    reason = error;
  }
  for (const row of await listStillClaimed(tools.db, jobs)) await giveBack(tools, work, row, reason);
};

/**
 * A lane over the jobs of one kind. A job gets one attempt more than there are pauses, then the state `failed` and a log
 * line. While there is no key or the lane is halted, attempts do not count.
 */
export const jobLane = (tools: WorkTools, work: JobWork): Lane => ({
  name: work.kind,
  pace: work,
  tables: ['job', 'halt'],
  take: async () => {
    const jobs = await claim(tools, work);
    return jobs.length === 0 ? undefined : () => runJobs(tools, work, jobs);
  },
});

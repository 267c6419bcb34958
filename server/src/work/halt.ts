import type { Db } from '../storage/engine/db.ts';
import { decideAgain, isLostRace } from '../storage/engine/retry.ts';
import { appendAudit } from '../storage/queries/audit/audit.ts';
import { countFailedJobs, retryFailedJobs } from '../storage/queries/jobs.ts';
import { deleteHalt, findHalt, type Halt, insertHalt } from '../storage/queries/work/halts.ts';
import type { WorkTools } from './lane.ts';

/**
 * Halts a lane in every process and over every start, until a person lifts the halt. The first reason stays. The audit
 * and the log say why.
 */
export const haltLane = async ({ db, clock, log }: WorkTools, lane: string, why: string): Promise<void> => {
  const since = clock();
  const event = { at: since, actor: 'registry', action: 'lane.halted', student: null, detail: { lane, why } };
  log.error({ lane, since, why }, 'lane.halted');
  try {
    await db.commit([insertHalt({ lane, since, why }), appendAudit(event)]);
  } catch (error) {
    // Another process halted the lane first.
    if (!isLostRace(error)) throw error;
  }
};

/** The outcome of lifting a halt: the halt, if there was one, and how many jobs that were given up are due again. */
export interface Resumed {
  readonly halt: Halt | undefined;
  readonly jobs: number;
}

/**
 * Lifts the halt of a lane and makes its jobs that were given up due again, with all their attempts: a person has looked.
 * The audit says which user of the machine did it. Without a halt and without such jobs nothing is written.
 */
export const resumeLane = (
  db: Db,
  lane: string,
  { at, user }: { at: string; user: string },
): Promise<Resumed> =>
  decideAgain(async () => {
    const halt = await findHalt(db, lane);
    const jobs = await countFailedJobs(db, lane);
    if (halt === undefined && jobs === 0) return { halt, jobs };
    const detail = { lane, user, jobs, since: halt?.since ?? null, why: halt?.why ?? null };
    await db.commit([
      ...(halt === undefined ? [] : [deleteHalt(halt)]),
      retryFailedJobs(lane, at),
      appendAudit({ at, actor: 'cli', action: 'lane.resumed', student: null, detail }),
    ]);
    return { halt, jobs };
  });

import { and, asc, count, eq, isNull, lte, or } from 'drizzle-orm';
import type { Db, KeptRead, Write } from '../engine/db.ts';
import { insertRow, listRows, updateRows } from '../engine/rows.ts';
import type { job } from '../tables/tables.ts';

export type JobRow = typeof job.$inferSelect;

/** A job as a use case asks for it. */
export interface NewJob {
  readonly id: string;
  readonly kind: string;
  /** The subject of the job; a kind and key are enqueued once and for all. */
  readonly key: string;
  readonly runAt: string;
}

/** A job to run; DUPLICATE when its kind and key were ever enqueued, done ones included. */
export const enqueueJob = ({ id, kind, key, runAt }: NewJob): Write =>
  insertRow('job', {
    id,
    kind,
    key,
    state: 'waiting',
    run_at: runAt,
    attempts: 0,
    lease_until: null,
    version: 1,
    last_error: null,
  });

/** Kinds that have unfinished jobs, in no order of meaning. */
export const listJobKinds = async (db: Db): Promise<string[]> => {
  const t = db.tables.job;
  const rows = await db.query
    .select({ kind: t.kind })
    .from(t)
    .where(eq(t.state, 'waiting'))
    .groupBy(t.kind)
    .orderBy(asc(t.kind));
  return rows.map((row) => row.kind);
};

/** Asked by every lane after every commit. */
export const DUE_JOBS: KeptRead<typeof job, { now: string; limit: number; kind: string }> = {
  from: (tables) => tables.job,
  where: (t, { value }) =>
    and(
      eq(t.state, 'waiting'),
      eq(t.kind, value('kind')),
      lte(t.run_at, value('now')),
      or(isNull(t.lease_until), lte(t.lease_until, value('now'))),
    ),
  orderBy: (t) => [asc(t.run_at), asc(t.id)],
  limit: 'limit',
};

/** Jobs of a kind that wait, are due and are not leased to anybody, oldest first. */
export const listDueJobs = (db: Db, asked: { now: string; limit: number; kind: string }): Promise<JobRow[]> =>
  db.read(DUE_JOBS, asked);

/** The jobs of these that are still as they were claimed: neither done nor taken over. At most 500. */
export const listStillClaimed = async (db: Db, jobs: readonly JobRow[]): Promise<JobRow[]> => {
  const versions = new Map(jobs.map((row) => [row.id, row.version]));
  const rows = await listRows(db, 'job', { state: 'waiting', id: [...versions.keys()] });
  return rows.filter((row) => versions.get(row.id) === row.version);
};

/** Every later write about a job names the version it holds, so that an outlived lease undoes the whole act. */
const change = ({ id, version }: JobRow, set: Partial<JobRow>): Write =>
  updateRows('job', { id, version, state: 'waiting' }, { ...set, version: version + 1 }, 1);

/** Changes many jobs at once, at most 500: one statement for those of one version, because a batch has 64. */
const changeAll = (
  rows: readonly JobRow[],
  set: Partial<JobRow>,
  states: readonly string[] = ['waiting'],
): Write[] =>
  [...Map.groupBy(rows, ({ version }) => version)].map(([version, own]) => {
    const ids = own.map(({ id }) => id);
    return updateRows(
      'job',
      { id: ids, version, state: states },
      { ...set, version: version + 1 },
      own.length,
    );
  });

/** Takes due jobs until a time, and the jobs as their new holder knows them; WRITE_CONFLICT when another took one. */
export const claimJobs = (
  rows: readonly JobRow[],
  leaseUntil: string,
): { claimed: JobRow[]; writes: Write[] } => ({
  claimed: rows.map((row) => ({ ...row, lease_until: leaseUntil, version: row.version + 1 })),
  writes: changeAll(rows, { lease_until: leaseUntil }),
});

/** The jobs are done; belongs into the commit of what they did. WRITE_CONFLICT when the lease of one was outlived. */
export const finishJobs = (rows: readonly JobRow[]): Write[] =>
  changeAll(rows, { state: 'done', lease_until: null });

/** Jobs that wait or were given up shall not be done any more, at most 500; WRITE_CONFLICT when one has changed. */
export const cancelJobs = (rows: readonly JobRow[]): Write[] =>
  changeAll(rows, { state: 'cancelled', lease_until: null }, ['waiting', 'failed']);

/** The attempt failed: tried again at `runAt`, or never without one. `error` is a code, never a person's data. */
export const failJob = (row: JobRow, error: string, runAt: string | undefined): Write =>
  change(row, {
    attempts: row.attempts + 1,
    last_error: error,
    lease_until: null,
    ...(runAt === undefined ? { state: 'failed' } : { run_at: runAt }),
  });

/** The attempt could not be made at all: it does not count, and is made at `runAt`. */
export const postponeJob = (row: JobRow, error: string, runAt: string): Write =>
  change(row, { last_error: error, lease_until: null, run_at: runAt });

/** How many jobs of a kind were given up. */
export const countFailedJobs = async (db: Db, kind: string): Promise<number> => {
  const t = db.tables.job;
  const rows = db.query.select({ n: count() }).from(t);
  return (await rows.where(and(eq(t.kind, kind), eq(t.state, 'failed'))))[0]?.n ?? 0;
};

/** Jobs of a kind that were given up are due again, with all their attempts: a person has looked. */
export const retryFailedJobs = (kind: string, runAt: string): Write =>
  updateRows('job', { kind, state: 'failed' }, { state: 'waiting', run_at: runAt, attempts: 0 });

/** Jobs that were given up, oldest first. */
export const listFailedJobs = async (db: Db, limit: number): Promise<JobRow[]> => {
  const t = db.tables.job;
  const rows = db.query.select().from(t).where(eq(t.state, 'failed'));
  return [...(await rows.orderBy(asc(t.run_at), asc(t.id)).limit(limit))];
};

/** Jobs of a kind that wait or were given up, the earliest first. */
export const listOpenJobs = (db: Db, kind: string): Promise<JobRow[]> =>
  listRows(db, 'job', { kind, state: ['waiting', 'failed'] }, ['run_at', 'id']);

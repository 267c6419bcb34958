import type { Db, TableName } from '../storage/engine/db.ts';

/** The functions of a logger that lanes need. */
export interface WorkLog {
  error(fields: object, event: string): void;
}

/** The tools of every lane. */
export interface WorkTools {
  readonly db: Db;
  readonly clock: () => string;
  readonly log: WorkLog;
}

/** How fast a lane works, and what it does about failures. Times are milliseconds. */
export interface Pace {
  /** Tasks of the lane that one process runs at once. */
  readonly concurrency: number;
  /** A process that died holds its task this long. A living process that takes longer loses the task to another. */
  readonly leaseMs: number;
  /** Time between two looks for work that other processes left, or that has become due. */
  readonly lookEveryMs: number;
  /** Pauses after the first failed attempt, the second and so on. */
  readonly pausesMs: readonly number[];
}

/** A task in hand. It reports its own failures and gives its work back; it rejects when the database is away. */
export type Task = () => Promise<void>;

/** One kind of work at its own pace. The runner starts every lane by itself, so no lane waits for another. */
export interface Lane {
  readonly name: string;
  readonly pace: Pick<Pace, 'concurrency' | 'lookEveryMs'>;
  /** The tables in which its work stands: a commit elsewhere brings none. Without it every commit wakes the lane. */
  readonly tables?: readonly TableName[];
  /** Leases the work that is due next; undefined when nothing is due or other processes hold it. */
  take(): Promise<Task | undefined>;
  /** Gives back what is leased and not done, once no task runs any more. */
  end?(): Promise<void>;
}

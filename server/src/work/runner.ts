import type { Db } from '../storage/engine/db.ts';
import { errorName } from '../storage/engine/error-name.ts';
import { listJobKinds } from '../storage/queries/jobs.ts';
import { listHalts } from '../storage/queries/work/halts.ts';
import type { Lane, WorkLog, WorkTools } from './lane.ts';

/** The lanes of a running registry. */
export interface Runner {
  /** Resolves when nothing runs and no lane finds anything due, even when the work of one lane led to work of another. */
  idle(): Promise<void>;
  /** Starts nothing more and waits for the tasks in hand. */
  stop(): Promise<void>;
}

/** A lane that runs: workers take tasks until none is due, and every wake makes them look again. */
interface RunningLane {
  wake(): void;
  /** Wakes it unless the commit was to other tables than those of its work. */
  wakeAfterCommit(): void;
  /** Resolves when no worker is left. */
  settled(): Promise<void>;
  /** Tasks done so far. */
  done(): number;
  /** Takes no more tasks, waits for those in hand and gives back what is leased. */
  end(): Promise<void>;
}

const runLane = (db: Db, lane: Lane, log: WorkLog): RunningLane => {
  let seen: number | undefined;
  const workers = new Set<Promise<void>>();
  let woken = false;
  let ended = false;
  let done = 0;

  const takeNext = async (): Promise<boolean> => {
    woken = false;
    const task = await lane.take();
    if (task === undefined) return woken;
    // Where one task was due another may be: the next worker looks, up to the concurrency of the lane.
    startWorker();
    await task();
    done += 1;
    return true;
  };
  const interrupted = (error: unknown): void =>
    log.error({ lane: lane.name, error: errorName(error) }, 'lane.interrupted');
  const work = async (): Promise<void> => {
    try {
      let isMore = true;
      while (isMore && !ended) isMore = await takeNext();
    } catch (error) {
      interrupted(error);
      // The timer wakes the lane again. At once it would only spin on a full disk.
      woken = false;
    }
  };
  const startWorker = (): void => {
    if (ended || workers.size >= lane.pace.concurrency) return;
    const worker = work().finally(() => {
      workers.delete(worker);
      // A wake between the last look of this worker and its end found no place for another.
      if (woken) startWorker();
    });
    workers.add(worker);
  };
  const wake = (): void => {
    woken = true;
    startWorker();
  };
  const timer = setInterval(wake, lane.pace.lookEveryMs);
  // A registry that could not take its port must end: otherwise it would stay as a process that serves nobody.
  timer.unref();
  const settled = async (): Promise<void> => {
    while (workers.size > 0) await Promise.all(workers);
  };
  const wakeAfterCommit = (): void => {
    const version = lane.tables === undefined ? undefined : db.version(lane.tables);
    if (version !== undefined && version === seen) return;
    seen = version;
    wake();
  };
  return {
    wake,
    wakeAfterCommit,
    settled,
    done: () => done,
    end: async () => {
      ended = true;
      clearInterval(timer);
      await settled();
      await lane.end?.().catch(interrupted);
    },
  };
};

/**
 * Starts every lane: it catches up with what a killed process left, and looks again after every commit of this process
 * to the tables of its work, and from time to time. The log names every lane that is halted. Throws when an unfinished job has a kind without a lane: it would wait for ever, unseen.
 */
export const startRunner = async ({ db, log }: WorkTools, lanes: readonly Lane[]): Promise<Runner> => {
  const names = new Set(lanes.map(({ name }) => name));
  const orphans = (await listJobKinds(db)).filter((kind) => !names.has(kind));
  if (orphans.length > 0) throw new Error(`jobs without a lane: ${orphans.join(', ')}`);

  for (const halt of await listHalts(db)) log.error(halt, 'lane.halted');
  const running = lanes.map((lane) => runLane(db, lane, log));
  const wake = (): void => {
    for (const lane of running) lane.wake();
  };
  const settled = () => Promise.all(running.map((lane) => lane.settled()));
  const done = () => running.reduce((sum, lane) => sum + lane.done(), 0);
  const unlisten = db.onCommit(() => {
    for (const lane of running) lane.wakeAfterCommit();
  });
  wake();
  return {
    idle: async () => {
      let before: number;
      do {
        before = done();
        wake();
        await settled();
      } while (done() !== before);
    },
    stop: async () => {
      unlisten();
      await Promise.all(running.map((lane) => lane.end()));
    },
  };
};

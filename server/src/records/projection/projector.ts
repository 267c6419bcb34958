import type { DatabaseName } from '@hocba/shared/school/identifiers';
import { errorName } from '../../storage/engine/error-name.ts';
import { listLaggingDatabases } from '../../storage/queries/submissions.ts';
import { type ProjectServices, projectNext } from './project.ts';

/** What an operator is told when a projection fails; ids and codes only. */
export type ProjectorLog = (event: 'projection.failed', fields: { db: string; error: string }) => void;

/** The running projector: one batch of one school year after another, so that no year waits for the log of another. */
export interface Projector {
  /** Says that a database has new submissions. */
  wake(name: DatabaseName): void;
  /** Resolves when nothing is left to project. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** How often submissions of other processes are looked for (imports on the command line, a second registry). */
const LOOK_AROUND_MS = 2_000;

/**
 * Starts the projector: it catches up with whatever a killed process left, then follows `wake`. A database whose
 * projection fails is tried again at the next look around, and the failure is logged each time.
 */
export const startProjector = (services: ProjectServices, log: ProjectorLog): Projector => {
  const waiting = new Set<DatabaseName>();
  let stopped = false;
  let running: Promise<void> | undefined;

  const drain = async (): Promise<void> => {
    for (const name of waiting) {
      waiting.delete(name);
      try {
        // Again at the end of the row: what one school sends at once does not keep the others waiting.
        if (await projectNext(services, name)) waiting.add(name);
      } catch (error) {
        log('projection.failed', { db: name, error: errorName(error) });
      }
      if (stopped) return;
    }
  };
  const start = (): void => {
    if (stopped) return;
    running ??= drain().finally(() => {
      running = undefined;
      if (waiting.size > 0) start();
    });
  };
  const lookAround = async (): Promise<void> => {
    for (const name of await listLaggingDatabases(services.db)) waiting.add(name as DatabaseName);
    start();
  };
  const look = (): void => {
    lookAround().catch((error: unknown) => log('projection.failed', { db: '', error: errorName(error) }));
  };
  const timer = setInterval(look, LOOK_AROUND_MS);
  // A registry that could not take its port must end, not stay behind as a process that serves nobody.
  timer.unref();
  look();

  return {
    wake: (name) => {
      waiting.add(name);
      start();
    },
    idle: async () => {
      await lookAround();
      while (running !== undefined) await running;
    },
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
};

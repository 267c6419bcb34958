import type { FastifyInstance } from 'fastify';
import { buildApp, type Services } from './app.ts';
import { issueJobs } from './issuing/issue.ts';
import { deadlineText, listDeadlines } from './issuing/key-deadlines.ts';
import type { KeyRing } from './issuing/key-ring.ts';
import { type Jobs, startJobs } from './jobs/loop.ts';
import { ISSUE_JOB } from './records/finalise.ts';
import { type Projector, startProjector } from './records/projector.ts';
import { checkIntent, publishIssued } from './records/publish-issued.ts';
import { retryFailedJobs } from './storage/jobs.ts';

/** A running registry: what answers, what folds, what signs. */
export interface Registry {
  readonly app: FastifyInstance;
  readonly projector: Projector;
  readonly jobs: Jobs;
  /** Resolves when every submission is projected and every due job done. */
  idle(): Promise<void>;
  /** Takes no more requests, lets what runs end, and leaves the database open for its owner to close. */
  close(): Promise<void>;
}

const DAY_MS = 86_400_000;

/** Says once a day which list or key ends soon; answers how to stop. */
const watchDeadlines = (
  ring: KeyRing,
  clock: Services['clock'],
  log: Pick<FastifyInstance['log'], 'error'>,
): (() => void) => {
  const look = () => {
    for (const deadline of listDeadlines(ring, clock())) {
      log.error({ ...deadline, detail: deadlineText(deadline) }, 'keys.expiring');
    }
  };
  look();
  const timer = setInterval(look, DAY_MS);
  timer.unref();
  return () => clearInterval(timer);
};

/** Starts all parts over one database; nothing listens until the caller says so. */
export const startRegistry = async (services: Services): Promise<Registry> => {
  const { db, clock, config, keyRing } = services;
  const app = await buildApp(services, (name) => projector.wake(name));
  const projector = startProjector({ db, issuer: config.publicUrl, policy: config.policy }, (event, fields) =>
    app.log.error(fields, event),
  );
  const issue = issueJobs({
    db,
    keyRing,
    clock,
    checkIntent,
    publishIssued,
    log: app.log,
  });
  // Issuing that had stopped goes on: whoever started the process again has looked.
  await db.commit([retryFailedJobs(ISSUE_JOB, clock())]);
  const stopDeadlines = watchDeadlines(keyRing, clock, app.log);
  const jobs = await startJobs(db, { [ISSUE_JOB]: issue }, clock, app.log);
  return {
    app,
    projector,
    jobs,
    idle: async () => {
      await projector.idle();
      await jobs.idle();
    },
    close: async () => {
      stopDeadlines();
      await app.close();
      await projector.stop();
      await jobs.stop();
    },
  };
};

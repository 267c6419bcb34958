import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { FastifyInstance } from 'fastify';
import { buildApp, type Services } from './app.ts';
import { NOTIFY_PACE, notifyJobs } from './connectors/messages/notify-lane.ts';
import { tellLane } from './guardians/telling/tell-lane.ts';
import { issueJobs } from './issuing/issue.ts';
import { watchDeadlines } from './issuing/keys/key-deadlines.ts';
import { watchCanaries } from './people/canaries.ts';
import { assignJobs } from './records/assignments/assign.ts';
import { ASSIGN_JOB } from './records/assignments/planned-assignments.ts';
import { ISSUE_JOB } from './records/issue-lane.ts';
import { projectNext } from './records/projection/project.ts';
import { REVIEW_JOB } from './reviews/tasks/review-job.ts';
import { reviewJobs } from './reviews/tasks/review-tasks.ts';
import { provenByActs } from './transfers/promises/prove-promises.ts';
import { TRANSFER_JOB } from './transfers/tasks/transfer-job.ts';
import { transferJobs } from './transfers/tasks/transfer-tasks.ts';
import { JOB_PACE, jobLane } from './work/job-lane.ts';
import { startRunner } from './work/runner.ts';
import { YEAR_PACE, yearLane } from './work/year-lane.ts';

/** A running registry: what answers, what folds, what signs. */
export interface Registry {
  readonly app: FastifyInstance;
  /** Resolves when every submission is projected and every due job done. */
  idle(): Promise<void>;
  /** Takes no more requests, lets what runs end, and leaves the database open for its owner to close. */
  close(): Promise<void>;
}

/** Starts all parts over one database; nothing listens until the caller says so. */
export const startRegistry = async (services: Services): Promise<Registry> => {
  const { db, clock, config, keyRing, senders } = services;
  const app = await buildApp(services);
  const stopDeadlines = watchDeadlines(keyRing, clock, (event, fields) => app.log.error(fields, event));
  const stopCanaries = watchCanaries(db, clock, (event, fields) => app.log.error(fields, event));
  const tools = { db, clock, log: app.log };
  const projecting = { db, issuer: config.publicUrl, policy: config.policy };
  const issue = issueJobs({ ...projecting, keyRing, clock, log: app.log });
  // A lane is one value: its work, its speed, and the function that does it.
  const runner = await startRunner(tools, [
    yearLane(tools, {
      ...YEAR_PACE,
      name: 'project',
      failure: 'projection.failed',
      holder: `${hostname()}/${process.pid}/${randomUUID()}`,
      act: (name) => projectNext(projecting, name),
    }),
    jobLane(tools, { ...JOB_PACE, kind: ISSUE_JOB, act: issue }),
    jobLane(tools, { ...JOB_PACE, kind: ASSIGN_JOB, act: assignJobs(db, clock) }),
    tellLane({ db, clock, senders }, provenByActs({ db, clock })),
    jobLane(tools, { ...NOTIFY_PACE, act: notifyJobs({ db, clock, table: senders.table }) }),
    jobLane(tools, { ...JOB_PACE, kind: TRANSFER_JOB, act: transferJobs({ db, clock }) }),
    jobLane(tools, { ...JOB_PACE, kind: REVIEW_JOB, act: reviewJobs({ db, clock }) }),
  ]);
  return {
    app,
    idle: runner.idle,
    close: async () => {
      stopDeadlines();
      stopCanaries();
      await app.close();
      await runner.stop();
    },
  };
};

import type { Channel } from '@hocba/shared/messages/channel';
import type { MessageState } from '@hocba/shared/messages/message';
import { messageText } from '@hocba/shared/messages/message-text';
import { sendMoment } from '@hocba/shared/messages/send-window';
import type { QueuedSentenceId, SentenceParameters } from '@hocba/shared/messages/sentences';
import { type ProblemCode, RegistryError } from '@hocba/shared/problems';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { Language } from '@hocba/shared/text/language';
import type { Db } from '../../storage/engine/db.ts';
import { isLostRace } from '../../storage/engine/retry.ts';
import { finishJobs, type JobRow, postponeJob } from '../../storage/queries/jobs.ts';
import {
  listMessageStops,
  listMessages,
  type MessageRow,
  updateMessage,
} from '../../storage/queries/messages/messages.ts';
import type { JobHandler, JobWork } from '../../work/job-lane.ts';
import { messageOf, NOTIFY_JOB } from './queue-message.ts';
import type { SenderTable } from './sender.ts';

/** A gateway may rest for a morning: five tries within eight hours. One try lasts half a minute at most. */
export const NOTIFY_PACE = {
  kind: NOTIFY_JOB,
  concurrency: 1,
  batch: 16,
  leaseMs: 600_000,
  lookEveryMs: 2_000,
  pausesMs: [60_000, 600_000, 3_600_000, 21_600_000],
} as const satisfies Partial<JobWork>;

/** The tools of the lane of messages. */
export interface NotifyServices {
  readonly db: Db;
  readonly clock: () => Instant;
  readonly table: SenderTable;
}

const words = ({ sentence, parameters, channel, language }: MessageRow) =>
  // The row was written from these types.
  messageText(sentence as QueuedSentenceId, JSON.parse(parameters) as SentenceParameters<QueuedSentenceId>, {
    channel: channel as Channel,
    language: language as Language,
  });

/** The outcome of one try. */
interface Outcome {
  readonly state: MessageState;
  readonly problem: ProblemCode | null;
}

const trySending = async (table: SenderTable, message: MessageRow, isLast: boolean): Promise<Outcome> => {
  const sender = table[message.channel as Channel];
  if (sender === undefined) return { state: 'failed', problem: 'CHANNEL_MISSING' };
  try {
    await sender.send({ to: message.contact, ...words(message), reference: message.id });
    return { state: 'sent', problem: null };
  } catch (error) {
    // The words of a gateway or mail server may repeat the message: only the code of the problem is kept.
    if (error instanceof RegistryError && error.code === 'MESSAGE_REFUSED') {
      return { state: 'failed', problem: 'MESSAGE_REFUSED' };
    }
    return { state: isLast ? 'failed' : 'queued', problem: 'MESSAGE_NOT_SENT' };
  }
};

/** Sends one message, unless its hour is over or its owner wants none; a failed try leaves its job to the lane. */
const sendOne = async (
  { db, clock, table }: NotifyServices,
  job: JobRow,
  message: MessageRow,
  isStopped: boolean,
): Promise<void> => {
  const moment = sendMoment(clock());
  if (!isStopped && moment > clock()) return db.commit([postponeJob(job, 'OUTSIDE_HOURS', moment)]);
  const isLast = job.attempts >= NOTIFY_PACE.pausesMs.length;
  const { state, problem }: Outcome = isStopped
    ? { state: 'stopped', problem: null }
    : await trySending(table, message, isLast);
  const tries = message.tries + (isStopped ? 0 : 1);
  await db.commit([
    updateMessage(message, { state, problem, tries, changed_at: clock() }),
    ...(state === 'queued' ? [] : finishJobs([job])),
  ]);
};

/**
 * The work of the lane of messages. A message whose process died between sending and its commit is sent again under the
 * same reference, which a gateway takes once.
 */
export const notifyJobs =
  (services: NotifyServices): JobHandler =>
  async (jobs) => {
    const { db } = services;
    const messages = new Map(
      (
        await listMessages(
          db,
          jobs.map(({ key }) => messageOf(key)),
        )
      ).map((row) => [row.id, row]),
    );
    for (const job of jobs) {
      const message = messages.get(messageOf(job.key));
      if (message?.state !== 'queued') {
        await db.commit(finishJobs([job]));
        continue;
      }
      const stops = await listMessageStops(db, [message.contact]);
      const isStopped = stops.some(({ channel }) => channel === message.channel);
      await sendOne(services, job, message, isStopped).catch((error: unknown) => {
        // A report of delivery came first; the lane looks at the message again.
        if (!isLostRace(error)) throw error;
      });
    }
  };

import type { Channel } from '@hocba/shared/messages/channel';
import { sendMoment } from '@hocba/shared/messages/send-window';
import type { QueuedSentenceId, SentenceParameters } from '@hocba/shared/messages/sentences';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { Language } from '@hocba/shared/text/language';
import { ulid } from 'ulid';
import type { Write } from '../../storage/engine/db.ts';
import { enqueueJob } from '../../storage/queries/jobs.ts';
import { insertMessage, type MessageRow } from '../../storage/queries/messages/messages.ts';

/** The kind of the jobs that send messages, and the name of their lane. */
export const NOTIFY_JOB = 'notify';

/** A message that a use case asks for. */
export interface NewMessage<Id extends QueuedSentenceId> {
  readonly channel: Channel;
  /** A telephone number as +84…, or a mail address. */
  readonly contact: string;
  readonly language: Language;
  readonly sentence: Id;
  readonly parameters: SentenceParameters<Id>;
  /** The pupil and the guardian whom the message is about. */
  readonly student: string | null;
  readonly guardian: string | null;
  /** The school whose office sees what becomes of the message. */
  readonly school: string;
}

/** The job that sends a message as it now stands; a message that is sent again gets another job. */
export const sendingJob = ({ id, version }: Pick<MessageRow, 'id' | 'version'>, now: Instant): Write =>
  enqueueJob({
    id: `${NOTIFY_JOB}:${id}.${version}`,
    kind: NOTIFY_JOB,
    key: `${id}.${version}`,
    runAt: sendMoment(now),
  });

/** The id of the message that a job sends. */
export const messageOf = (jobKey: string): string => jobKey.split('.', 1)[0] ?? '';

/** Tells a person something, in the commit of what is told; it goes out in the hours of messages. */
export const queueMessage = <Id extends QueuedSentenceId>(
  { parameters, ...message }: NewMessage<Id>,
  now: Instant,
): Write[] => {
  const id = ulid(Date.parse(now));
  const row: MessageRow = {
    ...message,
    id,
    parameters: JSON.stringify(parameters),
    state: 'queued',
    tries: 0,
    problem: null,
    created_at: now,
    changed_at: now,
    settled_by: null,
    settled_at: null,
    version: 1,
  };
  return [insertMessage(row), sendingJob(row, now)];
};

import type { ResponseOf } from '@hocba/shared/contract/endpoint';
import {
  FAILED_SHOWN,
  type listSchoolMessages,
  MESSAGES_OF_PAGE,
  type MessageId,
  type SchoolMessage,
} from '@hocba/shared/contract/messages/office';
import { CHANNELS, type Channel } from '@hocba/shared/messages/channel';
import { RegistryError } from '@hocba/shared/problems';
import { type Contact, maskContact } from '@hocba/shared/school/contact';
import type { AccountName, Instant, SchoolCode, StudentCode } from '@hocba/shared/school/identifiers';
import type { Db, Write } from '../../storage/engine/db.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import {
  findMessage,
  listFailedMessages,
  listOtherMessages,
  type MessageRow,
  updateMessage,
} from '../../storage/queries/messages/messages.ts';
import { listStudents, type StudentRow } from '../../storage/queries/schools/schools.ts';
import { sendingJob } from './queue-message.ts';
import type { Senders } from './senders.ts';

/** The person of the office who asks. */
interface Asker {
  readonly account: AccountName;
  readonly school: SchoolCode | null;
}

const isOpenFailure = ({ state, settled_at }: MessageRow): boolean =>
  state === 'failed' && settled_at === null;

const contactOf = ({ channel, contact }: MessageRow): Contact => ({
  kind: channel === 'mail' ? 'mail' : 'phone',
  value: contact,
});

const asSchoolMessage = (row: MessageRow, pupils: ReadonlyMap<string, StudentRow>): SchoolMessage => {
  const pupil = pupils.get(row.student ?? '');
  return {
    id: row.id,
    channel: row.channel as Channel,
    contact: isOpenFailure(row) ? row.contact : maskContact(contactOf(row)),
    sentence: row.sentence,
    pupil: pupil === undefined ? null : { code: pupil.code as StudentCode, name: pupil.name },
    state: row.state as SchoolMessage['state'],
    problem: row.problem as SchoolMessage['problem'],
    tries: row.tries,
    createdAt: row.created_at as Instant,
    changedAt: row.changed_at as Instant,
    settledAt: row.settled_at as Instant | null,
  };
};

const pupilsOf = async (db: Db, rows: readonly MessageRow[]): Promise<ReadonlyMap<string, StudentRow>> => {
  const ids = new Set(rows.flatMap(({ student }) => student ?? []));
  return new Map((await listStudents(db, [...ids])).map((pupil) => [pupil.id, pupil]));
};

/** The messages of a school: failed ones that nobody has dealt with, and a page of the others. FORBIDDEN without a school. */
export const readSchoolMessages = async (
  { db, senders }: { readonly db: Db; readonly senders: Senders },
  { school }: Asker,
  before: MessageId | undefined,
): Promise<ResponseOf<typeof listSchoolMessages>> => {
  if (school === null) throw new RegistryError('FORBIDDEN');
  const failed = before === undefined ? await listFailedMessages(db, school, FAILED_SHOWN) : [];
  const found = await listOtherMessages(db, school, { before, limit: MESSAGES_OF_PAGE + 1 });
  const others = found.slice(0, MESSAGES_OF_PAGE);
  const pupils = await pupilsOf(db, [...failed, ...others]);
  return {
    failed: failed.map((row) => asSchoolMessage(row, pupils)),
    others: others.map((row) => asSchoolMessage(row, pupils)),
    next: found.length > others.length ? (others.at(-1)?.id ?? null) : null,
    channels: CHANNELS.filter(senders.has),
  };
};

/** Changes a failed message of the own school. NOT_FOUND for another one; MESSAGE_NOT_FAILED when there is nothing to do. */
const dealWith = (
  db: Db,
  { account, school }: Asker,
  { id, action, now }: { readonly id: MessageId; readonly action: string; readonly now: Instant },
  change: (row: MessageRow) => { readonly row: MessageRow; readonly writes: readonly Write[] },
): Promise<SchoolMessage> =>
  decideAgain(async () => {
    const row = await findMessage(db, id);
    if (row === undefined || row.school !== school) throw new RegistryError('NOT_FOUND');
    if (!isOpenFailure(row)) throw new RegistryError('MESSAGE_NOT_FAILED');
    const { row: changed, writes } = change(row);
    const detail = { message: id, sentence: row.sentence };
    await db.commit([
      ...writes,
      appendAudit({ at: now, actor: account, action, student: row.student, detail }),
    ]);
    return asSchoolMessage(changed, await pupilsOf(db, [changed]));
  });

/** The office has reached the family in another way: the failed message is no task any more. */
export const settle = (db: Db, asker: Asker, id: MessageId, now: Instant): Promise<SchoolMessage> =>
  dealWith(db, asker, { id, action: 'message.settled', now }, (row) => {
    const change = { settled_by: asker.account, settled_at: now, changed_at: now };
    return { row: { ...row, ...change }, writes: [updateMessage(row, change)] };
  });

/** A failed message goes out again, with all its tries. */
export const resend = (db: Db, asker: Asker, id: MessageId, now: Instant): Promise<SchoolMessage> =>
  dealWith(db, asker, { id, action: 'message.resent', now }, (row) => {
    const change = { state: 'queued', problem: null, changed_at: now };
    const again = { ...row, ...change, version: row.version + 1 };
    return { row: again, writes: [updateMessage(row, change), sendingJob(again, now)] };
  });

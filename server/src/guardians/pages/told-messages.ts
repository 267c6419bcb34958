import { MESSAGES_SHOWN, type MessagesPage, type ToldMessage } from '@hocba/shared/contract/family/messages';
import { messageText } from '@hocba/shared/messages/message-text';
import type { QueuedSentenceId, SentenceParameters } from '@hocba/shared/messages/sentences';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant, StudentId } from '@hocba/shared/school/identifiers';
import type { Language } from '@hocba/shared/text/language';
import type { Db } from '../../storage/engine/db.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import { listContactsOf } from '../../storage/queries/guardians/guardian-accounts.ts';
import {
  deleteMessageStop,
  listMessageStops,
  listMessagesTo,
  type MessageRow,
  type MessageStopRow,
} from '../../storage/queries/messages/messages.ts';
import type { GuardianCaller } from '../accounts/guardian-session.ts';
import { requireLink } from '../links/guardian-link.ts';
import type { ChildPageServices } from './child-pages.ts';
import { frameOf } from './frame.ts';

const toldOf = (row: MessageRow, language: Language): ToldMessage => {
  const parameters = JSON.parse(row.parameters) as SentenceParameters<QueuedSentenceId>;
  const { text } = messageText(row.sentence as QueuedSentenceId, parameters, { channel: 'mail', language });
  return { at: row.created_at as Instant, text, state: row.state as ToldMessage['state'] };
};

/** The stops of the caller's own numbers and addresses. */
const listOwnStops = async (db: Db, { id }: GuardianCaller): Promise<MessageStopRow[]> => {
  const contacts = await listContactsOf(db, [id]);
  return listMessageStops(
    db,
    contacts.map(({ value }) => value),
  );
};

/** The messages about a child that went to the caller, newest first. Throws NOT_FOUND for a child of others. */
export const readTold = async (
  { db, clock }: Pick<ChildPageServices, 'db' | 'clock'>,
  caller: GuardianCaller,
  student: StudentId,
): Promise<MessagesPage> => {
  const now = clock();
  await requireLink(db, caller.id, { student, right: 'see', now });
  const frame = await frameOf(db, caller, student, now);
  if (frame === null) throw new RegistryError('NOT_FOUND');
  const rows = await listMessagesTo(db, { guardian: caller.id, student, limit: MESSAGES_SHOWN });
  const messages = rows.map((row) => toldOf(row, caller.language));
  return { page: 'messages', frame, messages, stopped: (await listOwnStops(db, caller)).length > 0 };
};

/** Ends every stop of the caller's own numbers and addresses. Without one nothing is written. */
export const resumeOwn = (
  { db, clock }: Pick<ChildPageServices, 'db' | 'clock'>,
  caller: GuardianCaller,
): Promise<void> =>
  decideAgain(async () => {
    const stops = await listOwnStops(db, caller);
    if (stops.length === 0) return;
    const detail = { contacts: stops.map(({ contact }) => db.mac('told', contact)) };
    await db.commit([
      ...stops.map(({ channel, contact }) => deleteMessageStop(channel, contact)),
      appendAudit({
        at: clock(),
        actor: `guardian:${caller.id}`,
        action: 'messages.resumed',
        student: null,
        detail,
      }),
    ]);
  });

import { MESSAGES_SHOWN, type MessagesPage, type ToldMessage } from '@hocba/shared/contract/family/messages';
import { messageText } from '@hocba/shared/messages/message-text';
import type { QueuedSentenceId, SentenceParameters } from '@hocba/shared/messages/sentences';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant, StudentId } from '@hocba/shared/school/identifiers';
import { listMessagesTo, type MessageRow } from '../../storage/queries/messages/messages.ts';
import type { GuardianCaller } from '../accounts/guardian-session.ts';
import { requireLink } from '../links/guardian-link.ts';
import type { ChildPageServices } from './child-pages.ts';
import { frameOf } from './frame.ts';

const toldOf = (row: MessageRow, language: 'vi' | 'en'): ToldMessage => {
  const parameters = JSON.parse(row.parameters) as SentenceParameters<QueuedSentenceId>;
  const { text } = messageText(row.sentence as QueuedSentenceId, parameters, { channel: 'mail', language });
  return { at: row.created_at as Instant, text, state: row.state as ToldMessage['state'] };
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
  return { page: 'messages', frame, messages: rows.map((row) => toldOf(row, caller.language)) };
};

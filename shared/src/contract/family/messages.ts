import { type Static, Type } from 'typebox';
import { MessageState } from '../../messages/message.ts';
import { Instant, StudentId } from '../../school/identifiers.ts';
import { closed } from '../../school/members.ts';
import type { Endpoint } from '../endpoint.ts';
import { FamilyFrame } from './child.ts';

/** A message about a child as its guardian reads it again, in the guardian's language. */
export const ToldMessage = Type.Object(
  { at: Instant, text: Type.String({ maxLength: 400 }), state: MessageState },
  closed,
);
export type ToldMessage = Static<typeof ToldMessage>;

/** Messages that the page shows, the newest of all. */
export const MESSAGES_SHOWN = 50;

export const MessagesPage = Type.Object(
  {
    page: Type.Literal('messages'),
    frame: FamilyFrame,
    messages: Type.Array(ToldMessage, { maxItems: MESSAGES_SHOWN }),
  },
  closed,
);
export type MessagesPage = Static<typeof MessagesPage>;

export const messagesPage = {
  method: 'GET',
  path: '/family/children/:student/messages',
  summary: 'The messages about a child that went to this guardian, newest first',
  access: 'guardian',
  params: Type.Object({ student: StudentId }, closed),
  response: MessagesPage,
} as const satisfies Endpoint;

import { type Static, Type } from 'typebox';
import { MessageState } from '../../messages/message.ts';
import { Instant, StudentId } from '../../school/identifiers.ts';
import { closed } from '../../school/members.ts';
import type { Endpoint } from '../endpoint.ts';
import { FamilyFrame } from './child.ts';
import { Next } from './sign-in.ts';

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
    /** Whether a number or address of the guardian gets no messages, because its owner asked for none. */
    stopped: Type.Boolean(),
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

export const resumeMessages = {
  method: 'POST',
  path: '/family/messages/resume',
  summary: 'Send messages to the guardian’s own numbers and addresses again, after a reply that ended them',
  access: 'guardian',
  body: Type.Object({}, closed),
  response: Next,
} as const satisfies Endpoint;

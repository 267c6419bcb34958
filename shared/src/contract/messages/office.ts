import { type Static, Type } from 'typebox';
import { Channel } from '../../messages/channel.ts';
import { MessageState } from '../../messages/message.ts';
import { Instant, StudentCode } from '../../school/identifiers.ts';
import { PersonName } from '../../school/names.ts';
import type { Endpoint } from '../endpoint.ts';

const closed = { additionalProperties: false };

/** The key of a message. */
export const MessageId = Type.String({ pattern: '^[0-9A-HJKMNP-TV-Z]{26}$', maxLength: 26 });
export type MessageId = Static<typeof MessageId>;

/** A message to a family as the school's office sees it. */
export const SchoolMessage = Type.Object(
  {
    id: MessageId,
    channel: Channel,
    /** The whole number or address of a failed message, because the office has to mend it; masked otherwise. */
    contact: Type.String({ maxLength: 254 }),
    /** The id of its sentence. */
    sentence: Type.String({ pattern: '^[a-z-]+$', maxLength: 40 }),
    pupil: Type.Union([Type.Object({ code: StudentCode, name: PersonName }, closed), Type.Null()]),
    state: MessageState,
    /** Why the last try failed. */
    problem: Type.Union([
      Type.Literal('CHANNEL_MISSING'),
      Type.Literal('MESSAGE_NOT_SENT'),
      Type.Literal('MESSAGE_REFUSED'),
      Type.Null(),
    ]),
    tries: Type.Integer({ minimum: 0 }),
    createdAt: Instant,
    changedAt: Instant,
    /** When the office reached the family in another way. */
    settledAt: Type.Union([Instant, Type.Null()]),
  },
  closed,
);
export type SchoolMessage = Static<typeof SchoolMessage>;

/** Messages of one page. */
export const MESSAGES_OF_PAGE = 50;
/** Failed messages that are shown at once; those behind come when the first are dealt with. */
export const FAILED_SHOWN = 200;

export const listSchoolMessages = {
  method: 'GET',
  path: '/school-messages',
  summary:
    'Messages to families of the own school: failed ones that nobody has dealt with, and a page of the others',
  access: ['clerk', 'head'],
  query: Type.Object({ before: Type.Optional(MessageId) }, closed),
  response: Type.Object(
    {
      failed: Type.Array(SchoolMessage, { maxItems: FAILED_SHOWN }),
      others: Type.Array(SchoolMessage, { maxItems: MESSAGES_OF_PAGE }),
      /** The key of the last message of this page when there are more. */
      next: Type.Union([MessageId, Type.Null()]),
      /** The channels that this registry has a sender for. */
      channels: Type.Array(Channel, { maxItems: 2 }),
    },
    closed,
  ),
} as const satisfies Endpoint;

export const settleMessage = {
  method: 'POST',
  path: '/school-messages/:message/settle',
  summary: 'Say that the office has reached the family in another way after a failed message',
  access: ['clerk', 'head'],
  params: Type.Object({ message: MessageId }, closed),
  response: SchoolMessage,
} as const satisfies Endpoint;

export const resendMessage = {
  method: 'POST',
  path: '/school-messages/:message/resend',
  summary: 'Send a failed message again, to the same contact',
  access: ['clerk', 'head'],
  params: Type.Object({ message: MessageId }, closed),
  response: SchoolMessage,
} as const satisfies Endpoint;

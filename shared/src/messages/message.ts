import { type Static, Type } from 'typebox';

/**
 * The life of a message: `queued` waits for its hour or its next try; `sent` is in the hands of the gateway or mail server;
 * `delivered` was reported by the gateway; `failed` reached nobody; `stopped` was not sent, because the owner of the contact
 * asked for no messages.
 */
export const MessageState = Type.Union([
  Type.Literal('queued'),
  Type.Literal('sent'),
  Type.Literal('delivered'),
  Type.Literal('failed'),
  Type.Literal('stopped'),
]);
export type MessageState = Static<typeof MessageState>;

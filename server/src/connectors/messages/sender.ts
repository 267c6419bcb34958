import type { Channel } from '@hocba/shared/messages/channel';

/** A message on its way out of the registry. */
export interface OutgoingMessage {
  /** A telephone number as +84…, or a mail address. */
  readonly to: string;
  /** The subject of a mail; empty for a text message. */
  readonly subject: string;
  readonly text: string;
  /** The id under which a report of delivery may come back; the same id again is the same message. */
  readonly reference: string;
}

/**
 * Carries messages of one channel. Resolves when the next system on the way has taken the message. Throws
 * MESSAGE_REFUSED when that system will never take it (no such number), and any other error when it may take it later.
 */
export interface Sender {
  send(message: OutgoingMessage): Promise<void>;
}

/** The senders that this registry has; a channel without one reaches nobody. */
export type SenderTable = Readonly<Partial<Record<Channel, Sender>>>;

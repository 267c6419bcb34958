import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Channel } from '@hocba/shared/messages/channel';
import { messageText } from '@hocba/shared/messages/message-text';
import type { CodeSentenceId } from '@hocba/shared/messages/sentences';
import { RegistryError } from '@hocba/shared/problems';
import type { Language } from '@hocba/shared/text/language';
import type { SenderTable } from './sender.ts';

/** A one-time code on its way to a person. */
export interface CodeMessage {
  readonly channel: Channel;
  /** A telephone number as +84…, or a mail address. */
  readonly to: string;
  readonly code: string;
  /** How long the code can be used; it stands in the message. */
  readonly minutes: number;
  readonly language: Language;
  /** The words around the code; without it they are those of signing in. */
  readonly sentence?: CodeSentenceId;
}

/** All that sends messages out of this registry. */
export interface Senders {
  /** Whether this channel reaches anybody. */
  has(channel: Channel): boolean;
  /**
   * Sends a one-time code at once, at any hour; its text is stored nowhere. CHANNEL_MISSING without a sender,
   * MESSAGE_REFUSED when the address takes no messages, MESSAGE_NOT_SENT when sending failed.
   */
  sendCode(message: CodeMessage): Promise<void>;
  /** Whether a token is that of the gateway of text messages; compared in constant time. */
  isGateway(token: string | undefined): boolean;
  readonly table: SenderTable;
}

const digest = (token: string): Buffer => createHash('sha256').update(token).digest();

/** The senders of a registry over its channels; `gatewayToken` is what the gateway of text messages shows. */
export const openSenders = (table: SenderTable, gatewayToken?: string): Senders => ({
  table,
  isGateway: (token) =>
    token !== undefined && gatewayToken !== undefined && timingSafeEqual(digest(token), digest(gatewayToken)),
  has: (channel) => table[channel] !== undefined,
  sendCode: async ({ channel, to, code, minutes, language, sentence = 'one-time-code' }) => {
    const sender = table[channel];
    if (sender === undefined) throw new RegistryError('CHANNEL_MISSING');
    const words = messageText(sentence, { code, minutes: String(minutes) }, { channel, language });
    try {
      await sender.send({ to, ...words, reference: randomUUID() });
    } catch (error) {
      // The words of a gateway or mail server may repeat the message: only the code of the problem goes on.
      const isRefused = error instanceof RegistryError && error.code === 'MESSAGE_REFUSED';
      throw new RegistryError(isRefused ? 'MESSAGE_REFUSED' : 'MESSAGE_NOT_SENT');
    }
  },
});

import { gsmText } from '../text/gsm-text.ts';
import type { Channel, MessageLanguage } from './channel.ts';
import { SENTENCES, type SentenceId, type SentenceParameters } from './sentences.ts';

/** A message as it goes out: a text message has no subject. */
export interface MessageText {
  readonly subject: string;
  readonly text: string;
}

const fill = (template: string, parameters: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (place, name: string) => parameters[name] ?? place);

/**
 * The words of a message. For `sms` they are folded to plain letters of one place each, at most 160 as long as the
 * parameters keep to the lengths that the tests of the sentences use.
 */
export const messageText = <Id extends SentenceId>(
  id: Id,
  parameters: SentenceParameters<Id>,
  { channel, language }: { readonly channel: Channel; readonly language: MessageLanguage },
): MessageText => {
  const { subject, text } = SENTENCES[id];
  const filled = fill(text[language], parameters);
  return channel === 'sms'
    ? { subject: '', text: gsmText(filled) }
    : { subject: subject[language], text: filled };
};

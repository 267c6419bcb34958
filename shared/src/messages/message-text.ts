import { gsmText } from '../text/gsm-text.ts';
import type { Language } from '../text/language.ts';
import type { Channel } from './channel.ts';
import { isCodeSentence, SENTENCES, type SentenceId, type SentenceParameters } from './sentences.ts';

/** A message as it goes out: a text message has no subject. */
export interface MessageText {
  readonly subject: string;
  readonly text: string;
}

/** How to end text messages; it stands behind every one that is no one-time code. */
const HOW_TO_STOP = { vi: ' Thôi nhận tin: trả lời DỪNG.', en: ' Reply STOP to end.' } as const;

const fill = (template: string, parameters: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (place, name: string) => parameters[name] ?? place);

/**
 * The words of a message. For `sms` they are folded to plain letters of one place each, at most 160 as long as the
 * parameters keep to the lengths that the tests of the sentences use.
 */
export const messageText = <Id extends SentenceId>(
  id: Id,
  parameters: SentenceParameters<Id>,
  { channel, language }: { readonly channel: Channel; readonly language: Language },
): MessageText => {
  const { subject, text } = SENTENCES[id];
  const filled = fill(text[language], parameters);
  if (channel === 'mail') return { subject: subject[language], text: filled };
  const ending = isCodeSentence(id) ? '' : HOW_TO_STOP[language];
  return { subject: '', text: gsmText(`${filled}${ending}`) };
};

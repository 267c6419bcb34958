import type { MessageLanguage } from './channel.ts';

/** One message in each language: a line for the subject of a mail, and sentences; `{name}` is the place of a parameter. */
interface Sentence<Name extends string> {
  readonly parameters: readonly Name[];
  readonly subject: Readonly<Record<MessageLanguage, string>>;
  readonly text: Readonly<Record<MessageLanguage, string>>;
}

const sentence = <const Name extends string>(
  parameters: readonly Name[],
  subject: Sentence<Name>['subject'],
  text: Sentence<Name>['text'],
): Sentence<Name> => ({ parameters, subject, text });

/**
 * The list of sentences, each under its id, so that a recorded voice in Tày, Dao or Mông can be added to a sentence. A
 * stranger may read the telephone: no sentence has a mark, a full name or a school.
 */
export const SENTENCES = {
  'one-time-code': sentence(
    ['code', 'minutes'],
    { vi: 'Mã đăng nhập Học Bạ', en: 'Your sign-in code for Học Bạ' },
    {
      vi: 'Mã đăng nhập Học Bạ: {code}. Dùng trong {minutes} phút. Không đưa mã này cho ai, kể cả nhà trường.',
      en: 'Sign-in code for Hoc Ba: {code}. Valid for {minutes} minutes. Give it to nobody, not even the school.',
    },
  ),
  'code-used': sentence(
    ['pupil', 'date'],
    { vi: 'Mã tra cứu học bạ đã được dùng', en: 'A look-up code was used' },
    {
      vi: 'Mã tra cứu học bạ của em {pupil} được dùng ngày {date}. Nếu gia đình không đưa mã, vui lòng gọi nhà trường.',
      en: 'The look-up code for {pupil} was used on {date}. If you gave it to nobody, call the school.',
    },
  ),
  'code-failed': sentence(
    ['pupil', 'date'],
    { vi: 'Có người nhập sai mã tra cứu học bạ', en: 'A wrong look-up code was tried' },
    {
      vi: 'Có người nhập sai mã tra cứu học bạ của em {pupil} ngày {date}. Vui lòng không đưa mã cho người lạ.',
      en: 'Someone tried a wrong look-up code for {pupil} on {date}. Give the code to no stranger.',
    },
  ),
} as const;

/** The id of a sentence. */
export type SentenceId = keyof typeof SENTENCES;

/** The sentences that wait in a queue; a one-time code goes out at once and is stored nowhere. */
export type QueuedSentenceId = Exclude<SentenceId, 'one-time-code'>;

/** The values that a sentence needs, by the names of its places. */
export type SentenceParameters<Id extends SentenceId> = Readonly<
  Record<(typeof SENTENCES)[Id]['parameters'][number], string>
>;

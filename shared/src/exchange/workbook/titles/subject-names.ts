import { ELECTIVES, SUBJECTS } from '../../../school/curriculum/curriculum.ts';
import { PRIMARY_SUBJECTS } from '../../../school/curriculum/curriculum-primary.ts';
import { searchKey } from '../../../text/names/search-key.ts';

/**
 * A word of a title: its letters without accents, and with them. Both have i for every y, because both are written for
 * one sound; accents are sorted, because they may stand on either of two vowels.
 */
export interface TitleWord {
  readonly folded: string;
  readonly exact: string;
}

const foldWord = (word: string): string => searchKey(word).replaceAll('y', 'i');

const exactWord = (word: string): string => {
  const parts = word.normalize('NFD').toLowerCase().replaceAll('y', 'i');
  const marks = [...parts.replace(/[^\p{M}]/gu, '')].toSorted().join('');
  return parts.replace(/\p{M}/gu, '') + marks;
};

/** The words of a text: runs of letters and digits. */
export const titleWords = (text: string): TitleWord[] =>
  (text.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => ({
    folded: foldWord(word),
    exact: exactWord(word),
  }));

/** Whether a word of a file is a word that we know; files often leave out all accents, and never write others. */
const isWord = (word: TitleWord, known: TitleWord): boolean =>
  word.folded === known.folded && (word.exact === known.exact || word.exact === word.folded);

/** Names beside the full ones and the codes, and the subjects each may mean: contents count as their subject. */
const SHORT: Readonly<Record<string, string>> = {
  anh: 'nn1',
  'tiếng anh': 'nn1',
  'anh văn': 'nn1',
  't anh': 'nn1',
  'ngoại ngữ': 'nn1',
  'tiếng pháp': 'nn1 nn2',
  'tiếng trung': 'nn1 nn2',
  'tiếng nhật': 'nn1 nn2',
  'tiếng hàn': 'nn1 nn2',
  văn: 'van',
  'n văn': 'van',
  lí: 'ly khtn',
  'vật lí': 'ly khtn',
  'v lí': 'ly khtn',
  hóa: 'hoa khtn',
  'hóa học': 'hoa khtn',
  'h học': 'hoa khtn toan',
  sinh: 'sinh khtn',
  'sinh học': 'sinh khtn',
  's học': 'sinh khtn su lsdl',
  'khoa học': 'khoa-hoc khtn',
  sử: 'su lsdl',
  'lịch sử': 'su lsdl',
  'l sử': 'su lsdl',
  địa: 'dia lsdl',
  'địa lí': 'dia lsdl',
  'đ lí': 'dia lsdl',
  'sử địa': 'lsdl',
  'ls đl': 'lsdl',
  'lịch sử địa lí': 'lsdl',
  cn: 'cn tin-cn',
  'công nghệ': 'cn tin-cn',
  'c nghệ': 'cn tin-cn',
  tin: 'tin tin-cn',
  'tin học': 'tin tin-cn',
  't học': 'tin tin-cn toan',
  'âm nhạc': 'am-nhac nt',
  'â nhạc': 'am-nhac nt',
  nhạc: 'am-nhac nt',
  'mĩ thuật': 'mi-thuat nt',
  'm thuật': 'mi-thuat nt',
  'thể dục': 'gdtc',
  't dục': 'gdtc',
  'tiếng việt': 'tieng-viet',
  't việt': 'tieng-viet',
  'hđ tn': 'hdtn',
  'hđtn hn': 'hdtn',
  hdtnhn: 'hdtn',
  'hoạt động trải nghiệm': 'hdtn',
  'gd địa phương': 'gddp',
  gdđp: 'gddp',
  'giáo dục địa phương': 'gddp',
  'gd cd': 'gdcd',
  'gd kt pl': 'gdktpl',
  'gd qp': 'gdqp',
  gdqpan: 'gdqp',
};

/** The short names first: where a full name is among them, they say what else it may mean. */
const NAMES: readonly (readonly [string, readonly string[]])[] = [
  ...Object.entries(SHORT).map(([name, codes]) => [name, codes.split(' ')] as const),
  ...[...Object.entries(SUBJECTS), ...Object.entries(PRIMARY_SUBJECTS)].flatMap(
    ([code, { vi }]) =>
      [
        [vi, [code]],
        [code, [code]],
      ] as const,
  ),
  ...ELECTIVES.map((code) => [code, [code]] as const),
];

const foldedName = (name: string): string =>
  titleWords(name)
    .map(({ folded }) => folded)
    .join('');

const FOLDED: ReadonlyMap<string, readonly string[]> = new Map(
  NAMES.toReversed().map(([name, codes]) => [foldedName(name), codes]),
);

/** The subjects that a folded heading may mean; undefined for what names none. */
export const subjectsNamed = (folded: string): readonly string[] | undefined =>
  FOLDED.get(folded.replaceAll('y', 'i'));

/** Phrases with what each means, by the first word of each, the longest first: a long text is read in one pass. */
export type Phrases<Meaning> = ReadonlyMap<string, readonly Phrase<Meaning>[]>;

interface Phrase<Meaning> {
  readonly words: readonly TitleWord[];
  readonly meaning: Meaning;
}

/** Makes phrases ready to be found. */
export const indexPhrases = <Meaning>(phrases: readonly (readonly [string, Meaning])[]): Phrases<Meaning> => {
  const known = phrases
    .map(([text, meaning]): Phrase<Meaning> => ({ words: titleWords(text), meaning }))
    .toSorted((a, b) => b.words.length - a.words.length);
  return Map.groupBy(known, ({ words }) => words[0]?.folded ?? '');
};

/** The longest phrase that begins at a place. */
export const phraseAt = <Meaning>(
  phrases: Phrases<Meaning>,
  words: readonly TitleWord[],
  from: number,
): Phrase<Meaning> | undefined =>
  phrases.get(words[from]?.folded ?? '')?.find((phrase) =>
    phrase.words.every((known, i) => {
      const word = words[from + i];
      return word !== undefined && isWord(word, known);
    }),
  );

/** Every name of a subject, with the codes of the subjects it may mean. */
export const SUBJECT_NAMES: Phrases<readonly string[]> = indexPhrases(NAMES);

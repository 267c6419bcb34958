import { splitTone } from './tone.ts';

const INITIALS = 'b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x';
const VOWELS =
  'a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iu oa oă oe oi oo ôi ơi ua uâ ue uê ui uo uô uơ uy ưa ưi ươ ưu ' +
  'yê iêu oai oao oay oeo uây uôi uya uyê uyu ươi ươu yêu uêu';
const FINALS = 'c ch m n ng nh p t';

const oneOf = (words: string): string => `(?:${words.split(' ').join('|')})`;
const SYLLABLE = new RegExp(`^${oneOf(INITIALS)}?${oneOf(VOWELS)}${oneOf(FINALS)}?$`, 'u');

/** Whether a word can be a syllable of Vietnamese: initial, vowels and final fit together, with one tone at most. */
export const isSyllable = (word: string): boolean => {
  const { letters } = splitTone(word.toLowerCase());
  return SYLLABLE.test(letters);
};

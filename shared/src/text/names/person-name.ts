import type { ProblemCode } from '../../problems.ts';
import { normaliseText, plainApostrophes } from '../normalise.ts';
import { splitTone } from '../syllables/tone.ts';

/** A person's name in its parts; family and middle are empty when the name has none. */
export interface NameParts {
  readonly family: string;
  readonly middle: string;
  readonly given: string;
}

/** Ê Đê and Ba Na names begin with the mark of the given name: Y for men, H' for women, written apart or together. */
const markedWords = (words: readonly string[]): number => {
  const first = plainApostrophes(words[0] ?? '').toUpperCase();
  if (words.length > 1 && (first === 'Y' || first === 'H' || first === "H'")) return 2;
  return /^H'./.test(first) ? 1 : 0;
};

/** Where the words of a given name stand in a name: at its end, or at its beginning. */
const placeOf = (words: readonly string[], given: readonly string[]): 'end' | 'start' | undefined => {
  const isAt = (from: number) =>
    from >= 0 && given.every((word, i) => word === plainApostrophes(words[from + i] ?? ''));
  if (isAt(words.length - given.length)) return 'end';
  return isAt(0) ? 'start' : undefined;
};

const split = (words: readonly string[], place: 'end' | 'start', count: number): NameParts => {
  if (place === 'start') {
    return { given: words.slice(0, count).join(' '), middle: '', family: words.slice(count).join(' ') };
  }
  const before = words.slice(0, words.length - count);
  return {
    family: before[0] ?? '',
    middle: before.slice(1).join(' '),
    given: words.slice(words.length - count).join(' '),
  };
};

/**
 * Splits a name into family (họ), middle (tên đệm) and given name (tên): the given name stands last, in Ê Đê and
 * Ba Na names first; a single word is a given name. Where that is not how the bearer's people name, `given` says
 * which words at the end or beginning are the given name; one that is not there counts as none (checkGivenName).
 */
export const nameParts = (name: string, given?: string): NameParts => {
  const words = normaliseText(name).split(' ');
  const chosen = given === undefined ? [] : plainApostrophes(normaliseText(given)).split(' ');
  const place = chosen.length === 0 || chosen[0] === '' ? undefined : placeOf(words, chosen);
  if (place !== undefined) return split(words, place, chosen.length);
  const marked = markedWords(words);
  return marked > 0 ? split(words, 'start', marked) : split(words, 'end', 1);
};

/** Checks that a chosen given name stands at the end or the beginning of the name; NAME_PARTS_UNFIT otherwise. */
export const checkGivenName = (
  name: string,
  given: string,
): { readonly code: ProblemCode; readonly value: string }[] => {
  const [words, chosen] = [normaliseText(name).split(' '), plainApostrophes(normaliseText(given)).split(' ')];
  const isFit = chosen[0] !== '' && placeOf(words, chosen) !== undefined;
  return isFit ? [] : [{ code: 'NAME_PARTS_UNFIT', value: given.slice(0, 100) }];
};

/**
 * A name for comparison only: case, the accents' encoding, the kind of apostrophe and the place of the tone mark
 * (hoà, hòa) make no difference; the tone itself does, because Hoa and Hoà are two people.
 */
export const nameKey = (name: string): string =>
  plainApostrophes(normaliseText(name).toLowerCase())
    .split(' ')
    .map((word) => {
      const { letters, tone } = splitTone(word);
      return `${letters}${tone}`;
    })
    .join(' ');

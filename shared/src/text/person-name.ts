import { normaliseText, plainApostrophes } from './normalise.ts';
import { splitTone } from './tone.ts';

/** A person's name in its parts; family and middle are empty when the name has none. */
export interface NameParts {
  readonly family: string;
  readonly middle: string;
  readonly given: string;
}

/**
 * Splits a name into family (họ), middle (tên đệm) and given name (tên): the given name stands last. Ê Đê and
 * Ba Na names begin with the mark of the given name (Y for men, H' for women) and end with the family.
 */
export const nameParts = (name: string): NameParts => {
  const words = normaliseText(name).split(' ');
  const first = plainApostrophes(words[0] ?? '').toUpperCase();
  if (first === 'Y' && words.length > 1) {
    return { given: words.slice(0, 2).join(' '), middle: '', family: words.slice(2).join(' ') };
  }
  if (/^H'./.test(first)) return { given: words[0] ?? '', middle: '', family: words.slice(1).join(' ') };
  return {
    family: words.length > 1 ? (words[0] ?? '') : '',
    middle: words.slice(1, -1).join(' '),
    given: words.at(-1) ?? '',
  };
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

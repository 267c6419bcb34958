import { RegistryError } from '@hocba/shared/problems';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { VIETNAMESE_WORDS } from './vietnamese-words.ts';

/** In characters. */
const MIN_LENGTH = 10;
/**
 * What stands behind this many characters is not looked at: guessing the first ones is hard enough, or it is not. Of 48
 * characters made for the purpose the look takes nearly a second, in which the registry answers nobody.
 */
const LOOKED_AT = 32;
/** Of 0 to 4: more than a hundred million guesses, which no throttle lets anybody make. */
const SCORE = 3;

/** Common passwords, keyboard paths, dates, repeats and words, as guessing programs combine them. */
const strength = new ZxcvbnFactory({
  dictionary: { ...dictionary, vietnamese: [...VIETNAMESE_WORDS] },
  graphs: adjacencyGraphs,
});

const withoutTones = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();

/** A name as it may stand in a password: whole, in one word, and in its words. */
const piecesOf = (name: string): string[] => {
  const plain = withoutTones(name);
  const words = plain.split(/[^a-z0-9]+/).filter((word) => word.length > 1);
  const initials = words.map((word) => word[0]).join('');
  return [
    name.toLowerCase(),
    plain,
    words.join(''),
    words.slice(1).join(''),
    words.slice(-2).join(''),
    initials,
    ...words,
  ];
};

/**
 * Throws PASSWORD_TOO_WEAK for a new password that is short or that a guessing program would find: a common one, a
 * pattern, or one made of the names that everybody in the school knows.
 *
 * @param names - the account's name, the person's name, the school's name, code, commune and province
 */
export const checkNewPassword = (names: readonly string[], password: string): void => {
  const text = password.normalize('NFC');
  if ([...text].length < MIN_LENGTH) throw new RegistryError('PASSWORD_TOO_WEAK');
  const pieces = names.flatMap(piecesOf).filter((piece) => piece.length > 1);
  // The words of the lists have no tones and stand together, so a phrase of them is looked at in that form too.
  const plain = withoutTones(text);
  for (const form of [plain, plain.replace(/[^a-z0-9]/g, '')]) {
    const { score } = strength.check(form.slice(0, LOOKED_AT), pieces);
    if (score < SCORE) throw new RegistryError('PASSWORD_TOO_WEAK');
  }
};

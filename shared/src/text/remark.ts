import type { ProblemCode } from '../problems.ts';
import { normaliseText } from './normalise.ts';
import { MAX_LENGTH, plainRemark } from './plain-text.ts';
import { garbledWord } from './syllables/old-font.ts';

/** Why a remark cannot be signed as it is typed, and the word or sign that is the reason. */
export interface RemarkFault {
  readonly code: Extract<
    ProblemCode,
    'TEXT_OLD_FONT' | 'TEXT_TOO_LONG' | 'TEXT_NOT_LATIN' | 'TEXT_NOT_PLAIN'
  >;
  /** Empty when the whole text is the reason. */
  readonly part: string;
}

/** A remark as it is stored and signed (empty when nothing is left of it), or why it is not taken. */
export type ReadRemark = { readonly value: string } | { readonly fault: RemarkFault };

/*
 * Letters that a remark may have: Latin, and the scripts of languages that are taught to their own people here: Khmer,
 * Chăm, Thái, Hoa (also Nôm of the Tày) and Pahawh Hmong. Letters of no script are signs such as the ʼ of H'Mông.
 */
const SCRIPTS =
  '\\p{Script=Latin}\\p{Script=Khmer}\\p{Script=Cham}\\p{Script=Tai_Viet}\\p{Script=Han}' +
  '\\p{Script=Pahawh_Hmong}\\p{Script=Common}\\p{Script=Inherited}';
const OTHER_LETTER = new RegExp(`(?![${SCRIPTS}])[\\p{L}\\p{M}]`, 'u');
/** Greek letters that look like no letter of ours, and any that stands alone or behind a function: `2πr`, `kΩ`, `sinα`. */
const GREEK_SIGN = /[πλμθφΔΣΦΩ]|(?<!\p{L})(?:sin|cos|tan|cot)?[α-ω](?!\p{L})/gu;
/** Letters that stand for a thing, as in µm, 1ª, aⁿ, uₙ, ℓ and ℕ; every other with another plain form is a look-alike. */
const LETTER_SIGN = /[µªºⁿ\u2090-\u209c\u2100-\u214f]/;
const isLookAlike = (char: string): boolean =>
  /\p{L}/u.test(char) && !LETTER_SIGN.test(char) && char.normalize('NFKC') !== char;

/** Signs of one font alone, fillers and half-read files: a reader sees a box or nothing. */
const NO_SHAPE = /(?!\p{Cf})[\p{Co}\p{Cn}\ufffd\p{Default_Ignorable_Code_Point}]/u;
/** Pictures, in the forms of one character and of two. */
const PICTURE = /.\ufe0f|\p{Emoji_Presentation}|(?=[\u{10000}-\u{10ffff}])\p{So}/u;
/** More accents on one letter than any language writes. */
const PILED = /.\p{Script=Inherited}{3,}/u;

/** The code of a character as documents write it: `U+F0B7`. */
const codeOf = (char: string): string =>
  `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

const unfitPart = (text: string): RemarkFault | undefined => {
  const picture = PICTURE.exec(text)?.[0] ?? PILED.exec(text)?.[0];
  if (picture !== undefined) return { code: 'TEXT_NOT_PLAIN', part: picture };
  const unfit = NO_SHAPE.exec(text)?.[0];
  if (unfit !== undefined) return { code: 'TEXT_NOT_PLAIN', part: codeOf(unfit) };
  const letter = OTHER_LETTER.exec(text.replace(GREEK_SIGN, ''))?.[0] ?? [...text].find(isLookAlike);
  return letter === undefined ? undefined : { code: 'TEXT_NOT_LATIN', part: letter };
};

/** The fault that keeps a stored remark from being signed just as it is. */
export const remarkFault = (remark: string): RemarkFault | undefined => {
  const garbled = garbledWord(remark);
  if (garbled !== undefined) return { code: 'TEXT_OLD_FONT', part: garbled };
  const plain = plainRemark(remark);
  if (Math.max(remark.length, plain.length) > MAX_LENGTH.remark) return { code: 'TEXT_TOO_LONG', part: '' };
  return unfitPart(remark) ?? (plain === remark ? undefined : { code: 'TEXT_NOT_PLAIN', part: '' });
};

/**
 * A typed remark as it is stored and signed. Signs that nobody sees and a paste brings along are left out here: line
 * breaks, direction marks, soft hyphens. A soft hyphen that is the ư of TCVN3 is TEXT_OLD_FONT, since `chưa` must not
 * be stored as `cha`. TEXT_NOT_LATIN for letters of scripts that no language of Vietnam has and for look-alikes,
 * TEXT_NOT_PLAIN for pictures and signs of one font alone, TEXT_TOO_LONG.
 */
export const readRemark = (typed: string): ReadRemark => {
  const garbled = garbledWord(typed);
  if (garbled !== undefined) return { fault: { code: 'TEXT_OLD_FONT', part: garbled } };
  const value = normaliseText(typed.replace(/\p{Cf}/gu, ''));
  const fault = remarkFault(value);
  return fault === undefined ? { value } : { fault };
};

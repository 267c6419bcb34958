import type { ProblemCode } from '../problems.ts';
import { normaliseText, plainApostrophes } from './normalise.ts';
import { readOldFont } from './syllables/old-font.ts';

/** Controls, direction marks, zero-width characters and other format characters: a reader cannot see them. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029\u3164\u115f\u1160\uffa0]/u;
const HIDDEN_ALL = new RegExp(HIDDEN, 'gu');
const LETTER_OF_ANOTHER_SCRIPT = /(?!\p{Script=Latin})\p{L}/u;
/** Spaces that a reader takes for the plain one. */
const OTHER_SPACE = /(?! )[\p{Zs}\t]/u;

/** The fault that keeps a text from being signed and verified. */
export type TextFault = 'TEXT_NOT_PLAIN' | 'NAME_NOT_LATIN';

/** TEXT_NOT_PLAIN for a text that is not in its one normal form, has blanks around it or hides characters. */
export const textFault = (text: string): TextFault | undefined =>
  text !== text.normalize('NFC') || text !== text.trim() || HIDDEN.test(text) ? 'TEXT_NOT_PLAIN' : undefined;

/**
 * The rule for every name that is signed, of people, schools and places: `textFault`, and NAME_NOT_LATIN for letters of
 * another script. A letter of full width or in a ring is of the Latin script and still another letter than the one it
 * looks like: it is found by its compatibility form. The ʼ of H'Mông names is a letter of no script.
 */
export const nameFault = (name: string): TextFault | undefined => {
  const plain = plainApostrophes(name);
  if (OTHER_SPACE.test(name)) return 'TEXT_NOT_PLAIN';
  if (plain !== plain.normalize('NFKC') && name === name.normalize('NFC')) return 'NAME_NOT_LATIN';
  return LETTER_OF_ANOTHER_SCRIPT.test(plain) ? 'NAME_NOT_LATIN' : textFault(name);
};

/** A text as it is stored and signed, or why it is not taken; an empty one comes back empty. */
export type ReadText =
  | { readonly value: string }
  | { readonly finding: { readonly code: ProblemCode; readonly value: string } };

const refused = (code: ProblemCode, typed: string): ReadText => ({
  finding: { code, value: typed.slice(0, 100) },
});

/** Direction marks and zero-width characters come along with a paste; ư in an old font is the soft hyphen. */
const withoutMarks = (text: string): string => text.replace(/(?!\u00ad)\p{Cf}/gu, '');

const readPlain = (typed: string, maxLength: number): ReadText => {
  if (readOldFont(typed) !== undefined) return refused('TEXT_OLD_FONT', typed);
  const value = normaliseText(withoutMarks(typed));
  const problem = nameFault(value) ?? (value.length > maxLength ? 'TEXT_TOO_LONG' : undefined);
  return problem === undefined ? { value } : refused(problem, typed);
};

/** Letters of any language with their accents, blanks, apostrophes (H'Mông), dots and hyphens. */
const PERSON = /^\p{L}[\p{L}\p{M} '’ʼ.-]*$/u;
/** More accents on one letter than any language writes. */
const STACKED = /\p{M}{2}|[\p{Default_Ignorable_Code_Point}]/u;
/** The form of account names, which no person's name has: no capital, no accent, no blank. */
const LOGIN = /^[a-z0-9][a-z0-9._-]*$/;

/** Longest name of a person, of a school, of a place and of an ethnic group, as signed records hold them. */
export const MAX_LENGTH = { person: 100, school: 200, place: 100, ethnicity: 50, remark: 1000 } as const;

/**
 * A person's name as it is stored and signed. TEXT_OLD_FONT for the garbled letters of TCVN3 and VNI, NAME_NOT_LATIN for
 * letters of other scripts and look-alikes, NAME_IS_LOGIN for what is a login, TEXT_NOT_PLAIN for characters that no
 * name has, TEXT_TOO_LONG.
 */
export const readPersonName = (typed: string): ReadText => {
  const read = readPlain(typed, MAX_LENGTH.person);
  if ('finding' in read || read.value === '') return read;
  if (LOGIN.test(read.value)) return refused('NAME_IS_LOGIN', typed);
  return PERSON.test(read.value) && !STACKED.test(read.value) ? read : refused('TEXT_NOT_PLAIN', typed);
};

/** The name of a school, a place or an ethnic group: see `readPersonName`; digits and punctuation may stand in it. */
export const readTitle = (typed: string, maxLength: number): ReadText => {
  const read = readPlain(typed, maxLength);
  if ('finding' in read || read.value === '') return read;
  return STACKED.test(read.value) || /[<>{}\\\ufffd]/.test(read.value)
    ? refused('TEXT_NOT_PLAIN', typed)
    : read;
};

/** Line breaks and doubled blanks of a typed remark as one blank, without what a reader cannot see. */
export const plainRemark = (remark: string): string =>
  // Normalised last: what stood between a letter and its accent may be gone now.
  remark.replaceAll(/\s+/g, ' ').replace(HIDDEN_ALL, '').normalize('NFC').trim();

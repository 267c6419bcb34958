import type { ProblemCode } from '../../problems.ts';
import { PersonalId, parseIdentifier } from '../identifiers.ts';
import type { BirthDate } from './birth-date.ts';
import { birthPlaceOf } from './birth-places.ts';
import type { Sex } from './sex.ts';

/** The facts that a personal number tells of its holder: place of registration, sex, year of birth. */
export interface PersonalIdParts {
  readonly place: string;
  readonly sex: Sex;
  readonly birthYear: number;
}

/**
 * A doubt about a number, with the digits in question (from 1) and what they tell and should tell. The number itself
 * is not in it, so that it may be logged.
 */
export interface PersonalIdFinding {
  readonly code: ProblemCode;
  readonly digits: readonly [first: number, last: number];
  readonly told: string;
  readonly known?: string;
}

/** The other facts that are known of the holder. */
export interface Holder {
  readonly sex?: Sex;
  readonly birthDate?: BirthDate;
}

/** Reads the parts of a number; the digit for century and sex is 0 and 1 from 1900, 2 and 3 from 2000, and so on. */
export const personalIdParts = (id: PersonalId): PersonalIdParts => {
  const centurySex = Number(id[3]);
  return {
    place: id.slice(0, 3),
    sex: centurySex % 2 === 0 ? 'male' : 'female',
    birthYear: 1900 + Math.floor(centurySex / 2) * 100 + Number(id.slice(4, 6)),
  };
};

const finding = (
  code: ProblemCode,
  digits: readonly [number, number],
  told: string,
  known?: string,
): PersonalIdFinding => ({ code, digits, told, ...(known === undefined ? {} : { known }) });

/**
 * Doubts about a personal number (số định danh cá nhân): an unknown place of registration, another sex, another year
 * of birth. A doubt is no error: numbers are kept when sex or date of birth are corrected later. There is no check
 * digit. Decree 137/2015, Art. 13.
 */
export const doubtsOf = (id: PersonalId, holder: Holder): PersonalIdFinding[] => {
  const { place, sex, birthYear } = personalIdParts(id);
  const born = holder.birthDate?.slice(0, 4);
  const findings: PersonalIdFinding[] = [];
  if (birthPlaceOf(place).kind === 'unknown') {
    findings.push(finding('PERSONAL_ID_PLACE_UNKNOWN', [1, 3], place));
  }
  if (holder.sex !== undefined && holder.sex !== sex) {
    findings.push(finding('PERSONAL_ID_SEX_DIFFERS', [4, 4], sex, holder.sex));
  }
  if (born !== undefined && born !== String(birthYear)) {
    findings.push(finding('PERSONAL_ID_YEAR_DIFFERS', [4, 6], String(birthYear), born));
  }
  return findings;
};

/**
 * Reads a typed personal number and what is doubtful about it; spaces, dots and hyphens between digits do not count.
 * Anything but twelve digits gives no number and PERSONAL_ID_MALFORMED, which tells how many there are.
 */
export const parsePersonalId = (
  typed: string,
  holder: Holder = {},
): { readonly id: PersonalId | null; readonly findings: readonly PersonalIdFinding[] } => {
  const text = typed.replace(/[\s.-]/g, '');
  const id = parseIdentifier(PersonalId, text);
  if (id !== undefined) return { id, findings: doubtsOf(id, holder) };
  const told = /^[0-9]*$/.test(text) ? String(text.length) : 'other characters';
  return { id: null, findings: [finding('PERSONAL_ID_MALFORMED', [1, 12], told, '12')] };
};

import type { LocalDate, PersonalId } from './identifiers.ts';

/** In what a personal number disagrees with what else is known of its holder. */
export type PersonalIdDoubt = 'sex' | 'birth-year';

/** The digit for century and sex: 0 and 1 for men and women born from 1900, 2 and 3 from 2000, and so on. */
const centuryDigit = (birthYear: number, sex: 'male' | 'female'): number =>
  (Math.floor(birthYear / 100) - 19) * 2 + (sex === 'female' ? 1 : 0);

/**
 * Compares a personal number (số định danh cá nhân) with sex and birth date: place of registration, century and sex,
 * year of birth, six random digits. A doubt is no error: numbers are kept when sex or date are corrected later.
 * Decree 137/2015, Art. 13.
 */
export const doubtsOf = (id: PersonalId, sex: 'male' | 'female', birthDate: LocalDate): PersonalIdDoubt[] => {
  const year = Number(birthDate.slice(0, 4));
  const expected = centuryDigit(year, sex);
  const written = Number(id[3]);
  const isSexOther = written % 2 !== expected % 2;
  const isYearOther =
    Math.floor(written / 2) !== Math.floor(expected / 2) || id.slice(4, 6) !== birthDate.slice(2, 4);
  return [...(isSexOther ? (['sex'] as const) : []), ...(isYearOther ? (['birth-year'] as const) : [])];
};

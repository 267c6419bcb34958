import type { Term } from '../../school/identifiers.ts';

/** The four points of the year at which pupils are assessed: middle and end of either term. */
export type Point = 'mid-hk1' | 'end-hk1' | 'mid-hk2' | 'end-year';

/** One point: its names, its term, and the letters that begin its columns in a sheet of that term. */
export interface PointOfYear {
  readonly vi: string;
  readonly en: string;
  readonly term: Term;
  readonly half: 'gk' | 'ck';
}

/**
 * The points of the year in their order. Levels of subjects, qualities and competences are given at all four; only the
 * last counts for the result of the year. Circular 27/2020, Art. 7(1)(a), 7(2) and 9(1).
 */
export const POINTS: Readonly<Record<Point, PointOfYear>> = {
  'mid-hk1': { vi: 'Giữa học kỳ I', en: 'Middle of term I', term: 'hk1', half: 'gk' },
  'end-hk1': { vi: 'Cuối học kỳ I', en: 'End of term I', term: 'hk1', half: 'ck' },
  'mid-hk2': { vi: 'Giữa học kỳ II', en: 'Middle of term II', term: 'hk2', half: 'gk' },
  'end-year': { vi: 'Cuối năm học', en: 'End of the year', term: 'hk2', half: 'ck' },
};

/** The point that the columns of a half belong to in a sheet of a term. */
export const pointOf = (term: Term, half: 'gk' | 'ck'): Point => {
  if (term === 'hk1') return half === 'gk' ? 'mid-hk1' : 'end-hk1';
  return half === 'gk' ? 'mid-hk2' : 'end-year';
};

import { MAX_ABSENT_SESSIONS, type YearOutcome } from './promotion.ts';

/** Subjects that must reach 9,0 for Học sinh Xuất sắc; an absolute number, not all of them. */
const SUBJECTS_AT_NINE = 6;

/**
 * Title of the year: excellent (Học sinh Xuất sắc) for Tốt in learning and conduct and at least six year averages of
 * 9,0; good (Học sinh Giỏi) for Tốt in both; nobody else has one, nor who missed too much to be promoted.
 * `scored` are year averages in tenths. Circular 22/2021, Art. 15.
 */
export const decideTitle = (
  { learning, conduct, absent }: YearOutcome,
  scored: readonly number[],
): 'excellent' | 'good' | null => {
  if (learning !== 'T' || conduct !== 'T' || absent > MAX_ABSENT_SESSIONS) return null;
  return scored.filter((average) => average >= 90).length >= SUBJECTS_AT_NINE ? 'excellent' : 'good';
};

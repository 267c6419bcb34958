import type { Derivation } from '../../../marks/derivation.ts';
import type { Finding } from '../../../marks/finding.ts';
import { articleOf22 } from '../article.ts';

/** A subject as its number of regular marks depends on it. */
export interface SubjectLoad {
  readonly mode: 'score' | 'comment';
  /** Periods a year, learning topics not counted. */
  readonly periods: number;
  /** Whether the pupil takes the subject's learning topics (cụm chuyên đề), one result of which is a mark more. */
  readonly topics: boolean;
}

const COMMENT_RESULTS = 2;

const byPeriods = (periods: number): number => (periods > 70 ? 4 : periods > 35 ? 3 : 2);

/**
 * How many regular marks (ĐĐGtx) a term asks for: 2 up to 35 periods a year, 3 up to 70, 4 above; comment subjects 2;
 * one more where a result of the learning topics is entered with them. Null and PERIODS_INVALID for periods that are
 * no number of lessons. Circular 22/2021, Art. 6.
 */
export const explainRegularMarks = ({
  mode,
  periods,
  topics,
}: SubjectLoad): {
  readonly derivation: Derivation<number | null>;
  readonly findings: readonly Finding[];
} => {
  const isValid = Number.isInteger(periods) && periods > 0;
  const basic = mode === 'comment' ? COMMENT_RESULTS : byPeriods(periods);
  const derivation: Derivation<number | null> = {
    rule: 'regular-marks',
    article: articleOf22(6),
    inputs: [
      { name: 'mode', value: mode },
      { name: 'periods', value: Number.isFinite(periods) ? periods : null },
      { name: 'topics', value: topics ? 1 : 0 },
    ],
    result: isValid ? basic + (topics ? 1 : 0) : null,
  };
  if (isValid) return { derivation, findings: [] };
  return {
    derivation,
    findings: [{ code: 'PERIODS_INVALID', ...(Number.isFinite(periods) ? { value: periods } : {}) }],
  };
};

import type { Finding } from '../../../marks/finding.ts';
import { yearAbsences } from '../results/absences.ts';
import type { Level } from '../year/record.ts';

/** The results that the homeroom teacher of one school gave for one term; null where that school gave nothing. */
export interface HomeroomTerm {
  readonly conduct: Level | null;
  readonly absent: number | null;
}

/**
 * Conduct and absences of a term in which two schools had the pupil: sessions missed at both add up; conduct is that of
 * the school that gave one, and nobody's (TERM_TWICE) where both gave different ones. Circular 22/2021, Art. 8 and 12.
 */
export const joinHomeroom = (
  former: HomeroomTerm,
  present: HomeroomTerm,
): { readonly term: HomeroomTerm; readonly findings: readonly Finding[] } => {
  const differs = former.conduct !== null && present.conduct !== null && former.conduct !== present.conduct;
  const isUnknown = former.absent === null && present.absent === null;
  return {
    term: {
      conduct: differs ? null : (present.conduct ?? former.conduct),
      absent: isUnknown ? null : yearAbsences(former.absent ?? 0, present.absent ?? 0),
    },
    findings: differs ? [{ code: 'TERM_TWICE', column: 'conduct' }] : [],
  };
};

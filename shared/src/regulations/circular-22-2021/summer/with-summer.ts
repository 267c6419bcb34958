import type { Finding } from '../../../marks/finding.ts';
import { isBlocking } from '../../../marks/is-blocking.ts';
import type { SheetId } from '../../../school/identifiers.ts';
import type { Policy } from '../../policy.ts';
import type { RecordSheet } from '../../record-sources.ts';
import type { Circular22Record, SubjectLine, SummerResult } from '../year/record.ts';
import { summerOf } from './summer-of-record.ts';
import { findRetest, reassess } from './summer-results.ts';

/** A record with everything that speaks about it. */
interface Computed {
  readonly record: Circular22Record;
  readonly findings: Finding[];
}

const UNDER_WAY: SummerResult = { learning: null, conduct: null, promotion: null };

/**
 * Adds a pupil's summer to a year that is finished: the re-tests beside the year's results, and what became of the year
 * once the summer is over. Until then SUMMER_OPEN keeps this one record from being final, and no other: such pupils are
 * signed after the rest of the class. LIFT_AMBIGUOUS where the rating after it depends on the reading.
 * Circular 22/2021, Art. 12–14.
 */
export const withSummer = (
  { record, findings }: Computed,
  sheets: ReadonlyMap<SheetId, RecordSheet>,
  policy: Policy,
): Computed => {
  // A year with an open sheet may still change, and with it who is asked for the summer.
  if (findings.some(isBlocking)) return { record, findings };
  const found = summerOf(record, sheets, policy);
  if (found === undefined) return { record, findings };
  const { summer } = found;
  const subjects = record.subjects.map((line): SubjectLine => {
    const again = findRetest(summer, line.subject);
    return again === undefined || again === 'absent' ? line : { ...line, retest: again };
  });
  const after =
    summer.state === 'promoted' || summer.state === 'repeat' ? reassess(summer, policy) : undefined;
  const student = record.student;
  const points: Finding[] =
    after === undefined
      ? [{ code: 'SUMMER_OPEN', student }, ...found.findings]
      : after.learning.ambiguous
        ? [{ code: 'LIFT_AMBIGUOUS', student, term: 'summer' }]
        : [];
  const result: SummerResult =
    after === undefined
      ? UNDER_WAY
      : {
          learning: after.learning.result,
          conduct: after.conduct.result,
          promotion: after.promotion.result,
        };
  return {
    record: { ...record, subjects, summer: result, sheets: [...record.sheets, ...found.sheets] },
    findings: [...findings, ...points],
  };
};

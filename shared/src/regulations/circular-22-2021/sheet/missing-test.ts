import type { Decision, Derivation } from '../../../marks/derivation.ts';
import type { Finding } from '../../../marks/finding.ts';
import { articleOf22 } from '../article.ts';
import type { SubjectOutcome } from '../results/rating.ts';

/**
 * What a person may decide about a test a pupil missed: made up with a result, or not made up in spite of the
 * chance.
 */
export type MissingTestDecision = Decision &
  ({ readonly kind: 'made-up'; readonly result: SubjectOutcome } | { readonly kind: 'not-made-up' });

/** A test that has no mark: how its subject is marked, and whether the pupil owes it at all. */
export interface MissingTest {
  readonly mode: 'score' | 'comment';
  /** Exempt from the subject, or not assessed: the cell is empty by right. */
  readonly isEmptyByRight: boolean;
}

/** The mark that follows, null while there is none, with what it rests on and what still needs a person. */
export interface MissingTestOutcome {
  readonly derivation: Derivation<SubjectOutcome | null>;
  readonly findings: readonly Finding[];
}

const outcome = (
  rule: string,
  result: SubjectOutcome | null,
  findings: readonly Finding[] = [],
  decision?: Decision,
): MissingTestOutcome => ({
  derivation: {
    rule,
    article: articleOf22(rule === 'empty-by-right' ? 11 : 7),
    inputs: [],
    ...(decision === undefined ? {} : { decision }),
    result,
  },
  findings,
});

const checkMadeUp = (mode: MissingTest['mode'], result: SubjectOutcome): Finding[] => {
  if (mode === 'comment')
    return result === 'Đ' || result === 'CĐ' ? [] : [{ code: 'MARK_WRONG_KIND', value: result }];
  if (typeof result !== 'number') return [{ code: 'MARK_WRONG_KIND', value: result }];
  return Number.isInteger(result) && result >= 0 && result <= 100
    ? []
    : [{ code: 'MARK_OUT_OF_RANGE', value: result }];
};

/**
 * The mark of a test a pupil missed, by a person's decision and never without one: the make-up test's own mark (tenths
 * or Đ/CĐ), or 0 or CĐ where the pupil did not make it up. DECISION_NEEDED without a decision, REASON_MISSING without
 * its reason, EMPTY_BY_RIGHT for a decision about a pupil who owes nothing: that cell stays empty and is never 0.
 * The mark itself then goes the way of every mark, as an entry with the reason. Circular 22/2021, Art. 7 and 11.
 */
export const decideMissingTest = (
  { mode, isEmptyByRight }: MissingTest,
  decision?: MissingTestDecision,
): MissingTestOutcome => {
  if (isEmptyByRight) {
    return outcome('empty-by-right', null, decision === undefined ? [] : [{ code: 'EMPTY_BY_RIGHT' }]);
  }
  if (decision === undefined) return outcome('test-missing', null, [{ code: 'DECISION_NEEDED' }]);
  const { by, at, why, kind } = decision;
  if (why.trim() === '') return outcome('test-missing', null, [{ code: 'REASON_MISSING' }]);
  if (kind === 'not-made-up') {
    return outcome('test-not-made-up', mode === 'score' ? 0 : 'CĐ', [], { by, at, why });
  }
  const findings = checkMadeUp(mode, decision.result);
  return findings.length > 0
    ? outcome('test-missing', null, findings)
    : outcome('test-made-up', decision.result, [], { by, at, why });
};

import type { Finding } from '../../../marks/finding.ts';
import type { SubjectCode } from '../../../school/identifiers.ts';
import { DEFAULT_POLICY, type Policy } from '../../policy.ts';
import { decideYearEnd, isBothFailed } from '../results/promotion.ts';
import { checkRetestResult, listRetestable } from './re-test.ts';
import type { FinishedYear, Summer, SummerStep } from './summer-case.ts';
import { conductAfter, findRetest, isRegistered, reassess } from './summer-results.ts';

/** The outcome of a step: the summer after it, or the same summer and why the step was refused. */
export interface SummerOutcome {
  readonly summer: Summer;
  readonly findings: readonly Finding[];
}

const begin = (state: Summer['state'], original: FinishedYear | null, notAssessed = false): Summer => ({
  state,
  original,
  notAssessed,
  steps: [],
});

/**
 * Where a pupil stands when the year is finished. RECORD_NOT_COMPLETE while it is not (null), DECISION_NEEDED for a
 * pupil who is not assessed, whom the principal promotes or not (Art. 11); BOTH_FAILED where learning and conduct are
 * both CĐ and the policy decides, or leaves it to a person. Circular 22/2021, Art. 12–14.
 */
export const openSummer = (
  year: FinishedYear | null | 'not-assessed',
  policy: Policy = DEFAULT_POLICY,
): SummerOutcome => {
  if (year === null) return { summer: begin('year-open', null), findings: [{ code: 'RECORD_NOT_COMPLETE' }] };
  if (year === 'not-assessed') {
    return { summer: begin('person-decides', null, true), findings: [{ code: 'DECISION_NEEDED' }] };
  }
  const state = decideYearEnd(year, policy.bothFailed) ?? 'person-decides';
  return { summer: begin(state, year), findings: isBothFailed(year) ? [{ code: 'BOTH_FAILED' }] : [] };
};

const UNDER_WAY: readonly Summer['state'][] = ['summer-training', 'retest', 'reassessed'];

/**
 * Whether the summer's state admits the step at all; a pupil who needs no training is not rated again, and a pupil who
 * passed is not tested again.
 */
const isAllowed = (summer: Summer, { step }: SummerStep): boolean => {
  const { state, original } = summer;
  if (step === 'decide') return state === 'person-decides';
  if (original === null || !UNDER_WAY.includes(state)) return false;
  if (step === 'conclude') return state !== 'summer-training';
  if (step === 'train') return original.conduct === 'CĐ';
  if (step === 'rate-conduct') return original.conduct === 'CĐ';
  return state !== 'summer-training' && original.learning === 'CĐ' && conductAfter(summer) !== 'CĐ';
};

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';

const failedSubject = ({ original }: Summer, code: SubjectCode) =>
  listRetestable(original?.subjects ?? []).find(({ subject }) => subject === code);

const checkRetest = (summer: Summer, step: SummerStep & { step: 'retest' }): Finding[] => {
  const { subject, result, why } = step;
  const line = failedSubject(summer, subject);
  if (line === undefined || !isRegistered(summer, subject))
    return [{ code: 'RETEST_NOT_REGISTERED', subject }];
  if (findRetest(summer, subject) !== undefined && isBlank(why)) return [{ code: 'RETEST_TWICE', subject }];
  return result === 'absent' ? [] : checkRetestResult(line, result);
};

/** The reason against a step that its state admits. */
const checkStep = (summer: Summer, step: SummerStep): Finding[] => {
  switch (step.step) {
    case 'train':
      return isBlank(step.form) ? [{ code: 'REASON_MISSING' }] : [];
    case 'rate-conduct': {
      const isCorrection = summer.steps.some((earlier) => earlier.step === 'rate-conduct');
      return isCorrection && isBlank(step.why) ? [{ code: 'REASON_MISSING' }] : [];
    }
    case 'register': {
      const { subject } = step;
      if (isRegistered(summer, subject)) return [{ code: 'RETEST_TWICE', subject }];
      return failedSubject(summer, subject) === undefined ? [{ code: 'RETEST_NOT_FAILED', subject }] : [];
    }
    case 'retest':
      return checkRetest(summer, step);
    case 'conclude':
      return pending(summer).map((subject) => ({ code: 'RETEST_PENDING', subject }));
    case 'decide': {
      const open = summer.notAssessed ? ['promoted', 'repeat'] : ['summer-training', 'repeat'];
      if (!open.includes(step.outcome)) return [{ code: 'ACTION_NOT_ALLOWED', value: step.outcome }];
      return isBlank(step.why) ? [{ code: 'REASON_MISSING' }] : [];
    }
  }
};

const registered = (summer: Summer): SubjectCode[] =>
  summer.steps.filter((step) => step.step === 'register').map(({ subject }) => subject);

const pending = (summer: Summer): SubjectCode[] =>
  registered(summer).filter((subject) => findRetest(summer, subject) === undefined);

const stateAfter = (summer: Summer, step: SummerStep, policy: Policy): Summer['state'] => {
  if (step.step === 'decide') return step.outcome;
  if (step.step === 'conclude') {
    const after = reassess(summer, policy);
    return after?.promotion.result ?? 'repeat';
  }
  const conduct = conductAfter(summer);
  const isRated = summer.steps.some((earlier) => earlier.step === 'rate-conduct');
  if (summer.original?.conduct === 'CĐ' && !isRated) return 'summer-training';
  const mayRetest = summer.original?.learning === 'CĐ' && conduct !== 'CĐ';
  const isOpen = registered(summer).length === 0 || pending(summer).length > 0;
  return mayRetest && isOpen ? 'retest' : 'reassessed';
};

/**
 * Takes one step of a summer. ACTION_NOT_ALLOWED where the state does not admit it; RETEST_NOT_FAILED, RETEST_TWICE,
 * RETEST_NOT_REGISTERED, RETEST_PENDING, REASON_MISSING, MARK_WRONG_KIND and MARK_OUT_OF_RANGE where something in it
 * is wrong. A refused step changes nothing; the original of the year is never written over. Circular 22/2021,
 * Art. 12–14.
 */
export const applySummerStep = (
  summer: Summer,
  step: SummerStep,
  policy: Policy = DEFAULT_POLICY,
): SummerOutcome => {
  if (!isAllowed(summer, step))
    return { summer, findings: [{ code: 'ACTION_NOT_ALLOWED', value: step.step }] };
  const findings = checkStep(summer, step);
  if (findings.length > 0) return { summer, findings };
  const taken = { ...summer, steps: [...summer.steps, step] };
  return { summer: { ...taken, state: stateAfter(taken, step, policy) }, findings };
};

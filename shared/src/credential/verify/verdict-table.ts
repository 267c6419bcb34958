import type { BundleStepName, Step, StepName, VerdictName } from './verdict.ts';

type Name = StepName | BundleStepName;
type AnyStep = Step<Name>;

/** Verdicts from the one that outweighs all others to the one that needs every step to hold. */
export const WORST_FIRST: readonly VerdictName[] = [
  'INVALID',
  'UNVERIFIABLE',
  'REVOKED',
  'EXPIRED',
  'SUPERSEDED',
  'VALID',
];

/** Nothing can be asked behind a step of the ground: without trust list and key, no step says anything at all. */
const GROUND = { failed: 'INVALID', unknown: 'UNVERIFIABLE' } as const;
/** A fault of the content or of the file contradicts the record; an unknown answer is said beside the verdict. */
const CONTRADICTION = { failed: 'INVALID', unknown: 'VALID' } as const;

/**
 * The verdict by step and outcome; a step that is ok speaks against nothing. A row whose unknown is VALID leaves the
 * verdict to the other steps, and the step stands beside the verdict by its name. The step `status` never fails today:
 * no issuer publishes a list of revoked records, so that its outcome is always unknown and REVOKED is never given.
 * EXPIRED is of confirmations alone, because a record of a school year has no end.
 */
export const VERDICT_TABLE: Readonly<Record<Name, Readonly<Record<'failed' | 'unknown', VerdictName>>>> = {
  format: GROUND,
  trust: GROUND,
  key: GROUND,
  signature: GROUND,
  schema: CONTRADICTION,
  claims: CONTRADICTION,
  time: CONTRADICTION,
  curriculum: CONTRADICTION,
  status: { failed: 'REVOKED', unknown: 'VALID' },
  newest: { failed: 'SUPERSEDED', unknown: 'VALID' },
  validity: { failed: 'EXPIRED', unknown: 'VALID' },
  list: CONTRADICTION,
  pupil: CONTRADICTION,
  identity: CONTRADICTION,
  revisions: CONTRADICTION,
  years: CONTRADICTION,
};

const verdictBy = ({ name, outcome }: AnyStep): VerdictName =>
  outcome === 'ok' ? 'VALID' : VERDICT_TABLE[name][outcome];

/** The worst of some verdicts; of none VALID, because nothing speaks against it. */
export const worstOf = (verdicts: readonly VerdictName[]): VerdictName =>
  WORST_FIRST.find((name) => verdicts.includes(name)) ?? 'VALID';

/** The verdict that a list of steps comes to: the worst that one of them says. */
export const verdictOf = (steps: readonly AnyStep[]): VerdictName => worstOf(steps.map(verdictBy));

/** The unknown steps that must be named beside the verdict, because they did not make it; each of them once. */
export const besideOf = (steps: readonly AnyStep[]): AnyStep[] => {
  const beside = steps.filter((step) => step.outcome === 'unknown' && verdictBy(step) === 'VALID');
  return [...new Map(beside.map((step) => [JSON.stringify(step), step])).values()];
};

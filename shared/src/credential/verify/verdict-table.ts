import type { BundleStepName, Step, StepName, VerdictName } from './verdict.ts';

/** Verdicts from the one that outweighs all others to the one that needs every step to hold. */
const WORST_FIRST: readonly VerdictName[] = [
  'INVALID',
  'UNVERIFIABLE',
  'REVOKED',
  'EXPIRED',
  'SUPERSEDED',
  'VALID',
];

/** A fault of the content or of the file contradicts the record; what cannot be known is only said beside it. */
const CONTRADICTION = { failed: 'INVALID', unknown: 'VALID' } as const;
/** Without trust list and key nothing can be said at all. */
const GROUND = { failed: 'INVALID', unknown: 'UNVERIFIABLE' } as const;

/** What a step that does not hold makes of the verdict. */
const VERDICTS: Record<StepName | BundleStepName, Record<'failed' | 'unknown', VerdictName>> = {
  format: GROUND,
  trust: GROUND,
  key: GROUND,
  signature: GROUND,
  schema: CONTRADICTION,
  claims: CONTRADICTION,
  time: CONTRADICTION,
  curriculum: CONTRADICTION,
  status: { failed: 'SUPERSEDED', unknown: 'VALID' },
  list: CONTRADICTION,
  pupil: CONTRADICTION,
  identity: CONTRADICTION,
  revisions: CONTRADICTION,
  years: CONTRADICTION,
};

/** The worst of some verdicts; of none VALID, because nothing speaks against it. */
export const worstOf = (verdicts: readonly VerdictName[]): VerdictName =>
  WORST_FIRST.find((name) => verdicts.includes(name)) ?? 'VALID';

/** The verdict that a list of steps comes to: the worst that one of them says. */
export const verdictOf = (steps: readonly Step<StepName | BundleStepName>[]): VerdictName =>
  worstOf(steps.map(({ name, outcome }) => (outcome === 'ok' ? 'VALID' : VERDICTS[name][outcome])));

import type { Instant } from '../../school/identifiers.ts';
import type { YearCredentialPayload } from '../payload/payload.ts';
import type { EN } from '../words/en.ts';

/** The codes of the checks of a signed record; each code has its sentence in credential/words. */
export type VerifyCode = keyof (typeof EN)['code'];

/** The checks of one record in the order they are made. */
export const STEP_NAMES = [
  'format',
  'trust',
  'key',
  'signature',
  'schema',
  'claims',
  'time',
  'curriculum',
  'status',
  'newest',
] as const;

/**
 * A check of one signed text: `status` is about revocation, `newest` about the other records that were given with it, and
 * `validity` about the last day of a confirmation, which a record does not have.
 */
export type StepName = (typeof STEP_NAMES)[number] | 'validity';

/** The checks of a file that holds several records: its own trust list, and whether the records agree. */
export const BUNDLE_STEP_NAMES = ['list', 'pupil', 'identity', 'revisions', 'years'] as const;

/** A check of a whole file. */
export type BundleStepName = (typeof BUNDLE_STEP_NAMES)[number];

/** One check; a code with `ok` is a warning. */
export interface Step<Name = StepName> {
  readonly name: Name;
  readonly outcome: 'ok' | 'failed' | 'unknown';
  readonly code?: VerifyCode;
  /** The subjects or school years that the code is about; never a person. */
  readonly about?: readonly string[];
  /** Until when the answer was known, where it is unknown today. */
  readonly since?: Instant;
}

/**
 * The verdicts that steps come to, by the table in verdict-table.ts. REVOKED has its name, texts and exit code for later:
 * no step gives it today. EXPIRED is given of confirmations alone.
 */
export type VerdictName = 'VALID' | 'SUPERSEDED' | 'REVOKED' | 'EXPIRED' | 'INVALID' | 'UNVERIFIABLE';

/** The knowledge about one signed record; nothing follows a failed signature, and no payload comes with one. */
export interface Verdict {
  readonly verdict: VerdictName;
  readonly steps: readonly Step[];
  readonly payload?: YearCredentialPayload;
}

/** Ends a check with a code; caught where the steps are listed, never shown to people. */
export class Refused extends Error {
  readonly code: VerifyCode;

  constructor(code: VerifyCode) {
    super(code);
    this.name = 'Refused';
    this.code = code;
  }
}

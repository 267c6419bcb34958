import type { Finding } from '../rules/finding.ts';

/**
 * Where the law can be read in two ways a reading is in force and the result stands; a person looks all the same, and
 * the head does by finalising.
 */
const NOTICES: readonly string[] = ['LIFT_AMBIGUOUS', 'BOTH_FAILED'];

/** Whether a point keeps a record from being final; the others are for a person to see. */
export const isBlocking = ({ code }: Finding): boolean => !NOTICES.includes(code);

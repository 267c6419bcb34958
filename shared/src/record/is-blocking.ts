import type { Finding } from '../rules/finding.ts';

/**
 * Where the law can be read in two ways a reading is in force and the result stands; a person looks all the same, and
 * the head does by finalising. A test that does not fit its level is a reason to give another test, and none
 * to refuse it.
 */
const NOTICES: readonly string[] = ['LIFT_AMBIGUOUS', 'BOTH_FAILED', 'TEST_UNUSUAL'];

/** Whether a point keeps a record from being final; the others are for a person to see. */
export const isBlocking = ({ code }: Finding): boolean => !NOTICES.includes(code);

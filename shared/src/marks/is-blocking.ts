import type { Finding } from './finding.ts';

/**
 * Where the law can be read in two ways a reading is in force and the result stands; a person looks nevertheless, and
 * the head does by finalising. A test that does not fit its level is a reason to give another test, and none
 * to refuse it. Marks that a pupil brought from another class and that the new one has no place for are seen, and count
 * or stay where they are.
 */
const NOTICES: readonly string[] = [
  'LIFT_AMBIGUOUS',
  'BOTH_FAILED',
  'TEST_UNUSUAL',
  'REGULAR_MARKS_EXTRA',
  'MARKS_LEFT_BEHIND',
];

/** Whether a point keeps a record from being final; the others are for a person to see. */
export const isBlocking = ({ code }: Finding): boolean => !NOTICES.includes(code);

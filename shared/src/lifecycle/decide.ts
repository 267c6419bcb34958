import type { ProblemCode } from '../problems.ts';
import { nextState, type RecordAction, type RecordState } from './states.ts';

/** The facts that the registry knows of a record when somebody acts on it. */
export interface RecordFacts {
  readonly state: RecordState;
  readonly digest: string;
}

/** The next state, or why not. */
export type Decision = { readonly next: RecordState } | { readonly refused: ProblemCode };

/**
 * Decides an approval of one record (homeroom confirms, head finalises).
 * Refuses RECORD_NOT_COMPLETE while points are open, APPROVAL_STALE when the approver saw another text,
 * ACTION_NOT_ALLOWED when the state has no such step.
 */
export const decideApproval = (
  record: RecordFacts | undefined,
  action: Extract<RecordAction, 'confirm' | 'finalise'>,
  approvedDigest: string,
): Decision => {
  if (record === undefined) return { refused: 'STUDENT_UNKNOWN' };
  if (record.state === 'open') return { refused: 'RECORD_NOT_COMPLETE' };
  const next = nextState(record.state, action);
  if (next === undefined) return { refused: 'ACTION_NOT_ALLOWED' };
  return record.digest === approvedDigest ? { next } : { refused: 'APPROVAL_STALE' };
};

/** The state of a record after its sheets were folded again; a finalised record is never touched. */
export const decideRecomputed = (
  record: RecordFacts | undefined,
  computed: { readonly digest: string; readonly complete: boolean },
): RecordState | undefined => {
  if (record === undefined) return computed.complete ? 'complete' : 'open';
  if (nextState(record.state, 'recompute') === undefined) return undefined;
  if (!computed.complete) return 'open';
  return record.state === 'confirmed' && record.digest === computed.digest ? 'confirmed' : 'complete';
};

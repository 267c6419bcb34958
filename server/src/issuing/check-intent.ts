import { nextState, type RecordState } from '@hocba/shared/lifecycle/states';
import type { ProblemCode } from '@hocba/shared/problems';
import type { Frozen } from '../records/rebuild/derive-frozen.ts';
import type { IntentRow } from '../storage/queries/intents.ts';
import type { YearRecordRow } from '../storage/queries/records/year-records.ts';

interface Approved {
  readonly role: string;
  readonly digest: string;
}

/** A year record as text, but for how often it was written. */
const textOf = (row: YearRecordRow | undefined): string => JSON.stringify({ ...row, version: 0 });

/**
 * Says why an intent must not be signed, or nothing: its record has to be final, still be what was frozen, carry the
 * homeroom teacher's and the head's approval of exactly that, and follow with the intent, byte for byte, from the log.
 */
export const checkIntent = (
  intent: IntentRow,
  row: YearRecordRow | undefined,
  frozen: Frozen,
): ProblemCode | undefined => {
  if (row === undefined || row.digest !== intent.digest || row.revision !== intent.revision) {
    return 'INTENT_STALE';
  }
  const approvals = JSON.parse(row.approvals) as Approved[];
  if (nextState(row.state as RecordState, 'publish') === undefined) return 'INTENT_STALE';
  const approved = (role: string) => approvals.some((a) => a.role === role && a.digest === intent.digest);
  if (!approved('homeroom') || !approved('head')) return 'APPROVAL_STALE';
  const isIntent = JSON.stringify(frozen.intents.get(intent.id)) === JSON.stringify(intent);
  const isRecord = textOf(frozen.records.get(intent.student)) === textOf(row);
  return isIntent && isRecord ? undefined : 'INTENT_STALE';
};

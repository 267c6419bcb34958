import { nextState, type RecordState } from '@hocba/shared/lifecycle/states';
import type { ProblemCode } from '@hocba/shared/problems';
import type { Db } from '../storage/engine/db.ts';
import type { IntentRow } from '../storage/queries/intents.ts';
import { findYearRecord } from '../storage/queries/records/year-records.ts';

interface Approved {
  readonly role: string;
  readonly digest: string;
}

/**
 * Says why an intent must not be signed, or nothing: its record has to be final, still be what was frozen, and carry
 * the homeroom teacher's and the head's approval of exactly that.
 */
export const checkIntent = async (db: Db, intent: IntentRow): Promise<ProblemCode | undefined> => {
  const row = await findYearRecord(db, intent.db, intent.student);
  if (row === undefined || row.digest !== intent.digest || row.revision !== intent.revision) {
    return 'INTENT_STALE';
  }
  const approvals = JSON.parse(row.approvals) as Approved[];
  if (nextState(row.state as RecordState, 'publish') === undefined) return 'INTENT_STALE';
  const approved = (role: string) => approvals.some((a) => a.role === role && a.digest === intent.digest);
  return approved('homeroom') && approved('head') ? undefined : 'APPROVAL_STALE';
};

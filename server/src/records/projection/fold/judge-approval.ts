import type { ConfirmClass, Finalise } from '@hocba/shared/documents/upward';
import { decideApproval } from '@hocba/shared/lifecycle/decide';
import type { Finding } from '@hocba/shared/marks/finding';
import type { ClassList } from '@hocba/shared/school/class-list';
import type { Instant } from '@hocba/shared/school/identifiers';
import { type Approval, type Batch, putRecord } from '../batch.ts';
import { verdictOn } from './judge-entry.ts';
import { recomputeClass } from './recompute.ts';

const ROLES = { confirm: 'homeroom', finalise: 'head' } as const satisfies Record<string, Approval['role']>;

/**
 * Applies a confirmation or finalisation record by record: each must still be what the approver saw.
 * Those that are not stay as they are and are named in the verdict; the others go on.
 */
export const judgeApproval = async (
  batch: Batch,
  list: ClassList,
  document: ConfirmClass | Finalise,
  receivedAt: Instant,
): Promise<void> => {
  // Also when no sheet changed: the class list may have, and nobody approves what no longer follows from it.
  await recomputeClass(batch, document.class);
  const studying = new Set(list.students.filter(({ status }) => status === 'studying').map(({ id }) => id));
  const findings: Finding[] = [];
  for (const [student, digest] of document.records) {
    const record = studying.has(student) ? batch.records.get(student) : undefined;
    const decision = decideApproval(record, document.kind, digest);
    if ('refused' in decision || record === undefined) {
      findings.push({ code: 'refused' in decision ? decision.refused : 'STUDENT_UNKNOWN', student });
      continue;
    }
    const approval: Approval = {
      role: ROLES[document.kind],
      account: document.by,
      at: receivedAt,
      digest,
      document: document._id,
    };
    putRecord(batch, student, {
      ...record,
      state: decision.next,
      approvals: [...record.approvals, approval],
      revision: record.revision + (document.kind === 'finalise' ? 1 : 0),
    });
    if (document.kind === 'finalise') {
      batch.finalised.push({ student, at: receivedAt, document: document._id, before: record });
    }
  }
  const first = findings[0];
  if (first !== undefined) batch.verdicts.push(verdictOn(document._id, 'refused', first.code, findings));
};

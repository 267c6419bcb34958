import { instantInVietnam } from '@hocba/shared/calendar/vietnam-time';
import type { AccountName, Instant, LocalDate, SchoolCode } from '@hocba/shared/school/identifiers';
import type { AssignmentKey } from '@hocba/shared/school/roles';
import { ulid } from 'ulid';
import type { Db, Write } from '../../storage/engine/db.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import { readActs } from '../../storage/queries/audit/acts.ts';
import { type AuditEvent, appendAudit } from '../../storage/queries/audit/audit.ts';
import { cancelJobs, enqueueJob, type JobRow, listOpenJobs } from '../../storage/queries/jobs.ts';

/** The kind of job that changes an assignment on its day. */
export const ASSIGN_JOB = 'assign';

/** The account that has a subject of a class from a day on; nobody when `account` is null. */
export interface AssignmentChange extends AssignmentKey {
  readonly school: SchoolCode;
  readonly account: AccountName | null;
  /** The subject is taken from this account alone: when another has it on the day, nothing changes. */
  readonly from?: AccountName;
  readonly on: LocalDate;
}

/** A change that waits for its day, or was refused on its day. */
export interface PlannedAssignment {
  readonly change: AssignmentChange;
  /** The code of the refusal; null while the change waits. */
  readonly refused: string | null;
  readonly job: JobRow;
}

/** A subject of a class as commands say it. */
export const assignmentName = ({ year, class: code, subject }: AssignmentKey): string =>
  `${year}:${code}:${subject}`;

/** The audit's row about a change of an assignment. */
export const assignmentAudit = (
  action: string,
  change: AssignmentChange,
  more: { readonly from?: string | null; readonly reason?: string },
  at: Instant,
): AuditEvent => {
  const { school, year, class: code, subject, account, on } = change;
  const detail = { school, year, class: code, subject, to: account, on, ...more };
  return { at, actor: 'cli', action, student: null, detail };
};

/** The change that a job makes on its day. */
export const plannedChangeOf = (job: Pick<JobRow, 'key'>): AssignmentChange => {
  const [change] = JSON.parse(job.key) as [AssignmentChange];
  return change;
};

/** The write that lets a change wait for the morning of its day in Vietnam. */
export const planAssignment = (change: AssignmentChange): Write => {
  const id = ulid();
  const runAt = instantInVietnam(change.on, '00:00');
  return enqueueJob({ id, kind: ASSIGN_JOB, key: JSON.stringify([change, id]), runAt });
};

/** The facts by which an act is about a planned change. */
const factsOf = (of: AssignmentChange | AssignmentAct): string => {
  const { school, year, class: code, subject, on } = of;
  return JSON.stringify([school, year, code, subject, 'to' in of ? of.to : of.account, on]);
};

type AssignmentAct = Omit<AssignmentChange, 'account' | 'from'> & { readonly to: string | null };

/**
 * Whether the audit says that a person planned this change, and nothing of its end. A job is only a row, which an
 * administrator of the database can write: the registry would make the change and sign for it in the audit.
 */
export const isPlanned = async (db: Db, change: AssignmentChange): Promise<boolean> => {
  const [planned, ...ends] = ['planned', 'changed', 'refused', 'called-off'].map(
    (end) => `assignment.${end}`,
  );
  let open = 0;
  for await (const { action, detail } of readActs(db, [planned ?? '', ...ends])) {
    if (factsOf(JSON.parse(detail) as AssignmentAct) !== factsOf(change)) continue;
    open = action === planned ? open + 1 : Math.max(0, open - 1);
  }
  return open > 0;
};

/** Changes that wait for their day or were refused on it, the earliest first. */
export const listPlannedAssignments = async (db: Db): Promise<PlannedAssignment[]> =>
  (await listOpenJobs(db, ASSIGN_JOB)).map((job) => ({
    change: plannedChangeOf(job),
    refused: job.state === 'failed' ? job.last_error : null,
    job,
  }));

/** Calls off the planned changes that are chosen, all in one commit with an audit row each, and returns them. */
export const callOffAssignments = (
  db: Db,
  isChosen: (planned: PlannedAssignment) => boolean,
  now: Instant,
): Promise<PlannedAssignment[]> =>
  decideAgain(async () => {
    const chosen = (await listPlannedAssignments(db)).filter(isChosen);
    if (chosen.length === 0) return chosen;
    await db.commit([
      ...cancelJobs(chosen.map(({ job }) => job)),
      ...chosen.map(({ change }) => appendAudit(assignmentAudit('assignment.called-off', change, {}, now))),
    ]);
    return chosen;
  });

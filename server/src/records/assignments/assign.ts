import { vietnamTimeOf } from '@hocba/shared/calendar/vietnam-time';
import { type ProblemCode, RegistryError } from '@hocba/shared/problems';
import { databaseNameOf, HOMEROOM, type Instant } from '@hocba/shared/school/identifiers';
import { logClassLists } from '../../schools/log-class-lists.ts';
import type { Db, Write } from '../../storage/engine/db.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import { cancelJobs, failJob, finishJobs, type JobRow } from '../../storage/queries/jobs.ts';
import {
  type AccountRow,
  findAccount,
  raiseScopeVersion,
  requireUnchanged,
} from '../../storage/queries/people.ts';
import {
  deleteAssignment,
  findClass,
  insertAssignments,
  listAssignments,
  listClassSubjects,
} from '../../storage/queries/schools/schools.ts';
import {
  type AssignmentChange,
  assignmentAudit,
  assignmentName,
  isPlanned,
  listPlannedAssignments,
  planAssignment,
  plannedChangeOf,
} from './planned-assignments.ts';

/** The outcome of a change: the former teacher of the subject, and whether the change waits for its day. */
export interface AssignmentOutcome {
  readonly before: string | null;
  readonly waits: boolean;
}

const holderOf = async (db: Db, { school, year, class: code, subject }: AssignmentChange) =>
  (await listAssignments(db, school, year, code)).find((row) => row.subject === subject)?.account ?? null;

/**
 * The account that is to have the subject, or null. Throws CLASS_UNKNOWN, SUBJECT_UNKNOWN with the subjects that the class
 * has, ACCOUNT_UNKNOWN, or INVALID_INPUT for an account that is no teacher of the school or is disabled.
 */
const checkChange = async (db: Db, change: AssignmentChange): Promise<AccountRow | null> => {
  const { school, year, class: code, subject, account: name } = change;
  if ((await findClass(db, school, year, code)) === undefined) {
    throw new RegistryError('CLASS_UNKNOWN', `${code} of ${year}`);
  }
  const taught = (await listClassSubjects(db, school, year, code)).map((row) => row.subject);
  if (subject !== HOMEROOM && !taught.includes(subject)) {
    const has = [HOMEROOM, ...taught].join(', ');
    throw new RegistryError('SUBJECT_UNKNOWN', `${subject}; ${code} of ${year} has ${has}`);
  }
  if (name === null) return null;
  const account = await findAccount(db, name);
  if (account === undefined) throw new RegistryError('ACCOUNT_UNKNOWN', name);
  if (account.role !== 'teacher' || account.school !== school || account.disabled) {
    throw new RegistryError('INVALID_INPUT', `${name} is no teacher of this school, or is disabled`);
  }
  return account;
};

const REFUSALS: readonly ProblemCode[] = [
  'CLASS_UNKNOWN',
  'SUBJECT_UNKNOWN',
  'ACCOUNT_UNKNOWN',
  'INVALID_INPUT',
  'FORBIDDEN',
];

/**
 * The change at this moment: who had it, and the writes. The class list shows the new teacher at once. An account that
 * is disabled meanwhile is not given the subject (WRITE_CONFLICT). Throws as `checkChange` says.
 */
const writesOf = async (
  db: Db,
  change: AssignmentChange,
  now: Instant,
): Promise<{ before: string | null; writes: Write[] }> => {
  const { school, year, class: code, subject, account, from } = change;
  const receiver = await checkChange(db, change);
  const before = await holderOf(db, change);
  if (before === account || (from !== undefined && before !== from)) return { before, writes: [] };
  const key = { school, year, class: code, subject };
  const touched = [before, account].filter((name) => name !== null);
  return {
    before,
    writes: [
      ...(receiver === null ? [] : [requireUnchanged(receiver)]),
      ...(before === null ? [] : [deleteAssignment({ ...key, account: before })]),
      ...(account === null ? [] : insertAssignments([{ ...key, account }])),
      // Devices that meet another version compare everything: what is no longer theirs goes, what is new comes.
      ...touched.map(raiseScopeVersion),
      appendAudit(assignmentAudit('assignment.changed', change, { from: before }, now)),
    ],
  };
};

/** A change of the subject that was refused on its day is settled by a change at once. */
const settleRefused = async (db: Db, { school, ...key }: AssignmentChange): Promise<Write[]> =>
  cancelJobs(
    (await listPlannedAssignments(db))
      .filter(({ refused }) => refused !== null)
      .filter(({ change }) => change.school === school && assignmentName(change) === assignmentName(key))
      .map(({ job }) => job),
  );

/** Writes the class list with its teachers into the log; in a commit of its own, because it reads what was written. */
const logList = (db: Db, { school, year, class: code }: AssignmentChange, at: Instant): Promise<void> =>
  logClassLists(db, databaseNameOf(school, year), [code], at);

/**
 * Gives a subject of a class to a teacher, or to nobody, from a day on: now when the day has come, else by a job on that
 * day. The teacher who had it keeps what was entered and approved, and may enter no more. Throws as `checkChange` says.
 */
export const changeAssignment = async (
  db: Db,
  change: AssignmentChange,
  now: Instant,
): Promise<AssignmentOutcome> => {
  if (change.on > vietnamTimeOf(now).date) {
    const before = await decideAgain(async () => {
      const receiver = await checkChange(db, change);
      const holder = await holderOf(db, change);
      await db.commit([
        ...(receiver === null ? [] : [requireUnchanged(receiver)]),
        planAssignment(change),
        appendAudit(assignmentAudit('assignment.planned', change, { from: holder }, now)),
      ]);
      return holder;
    });
    return { before, waits: true };
  }
  const before = await decideAgain(async () => {
    const found = await writesOf(db, change, now);
    const writes = [...found.writes, ...(await settleRefused(db, change))];
    if (writes.length > 0) await db.commit(writes);
    return found.before;
  });
  await logList(db, change, now);
  return { before, waits: false };
};

/** The act of a job of today; a change that is not possible any more is given up, so that `hocba doctor` names it. */
const writesOfJob = async (db: Db, job: JobRow, now: Instant): Promise<Write[]> => {
  const change = plannedChangeOf(job);
  try {
    const { writes } = await writesOf(db, change, now);
    if (writes.length > 0 && !(await isPlanned(db, change))) {
      throw new RegistryError('FORBIDDEN', 'nobody planned this change');
    }
    return [...writes, ...finishJobs([job])];
  } catch (error) {
    if (!(error instanceof RegistryError) || !REFUSALS.includes(error.code)) throw error;
    const event = assignmentAudit('assignment.refused', change, { reason: error.code }, now);
    return [failJob(job, error.code, undefined), appendAudit(event)];
  }
};

const assignOne = async (db: Db, job: JobRow, clock: () => Instant): Promise<void> => {
  await decideAgain(async () => db.commit(await writesOfJob(db, job, clock())));
  const change = plannedChangeOf(job);
  if ((await findClass(db, change.school, change.year, change.class)) !== undefined) {
    await logList(db, change, clock());
  }
};

/**
 * The handler of `assign` jobs: each change on its day, against the teacher who has the subject then. It is judged again
 * on that day, because the account, the class or the subject may have gone since it was planned.
 */
export const assignJobs =
  (db: Db, clock: () => Instant) =>
  async (jobs: readonly JobRow[]): Promise<void> => {
    const faults: unknown[] = [];
    for (const job of jobs) {
      try {
        await assignOne(db, job, clock);
      } catch (error) {
        // A row that cannot be read keeps none of the others from its day.
        faults.push(error);
      }
    }
    if (faults.length > 0) throw faults[0];
  };

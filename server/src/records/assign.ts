import { instantInVietnam, vietnamTimeOf } from '@hocba/shared/calendar/vietnam-time';
import { RegistryError } from '@hocba/shared/problems';
import {
  type AccountName,
  HOMEROOM,
  type Instant,
  type LocalDate,
  type SchoolCode,
} from '@hocba/shared/school/identifiers';
import type { AssignmentKey } from '@hocba/shared/school/roles';
import { ulid } from 'ulid';
import { type AuditEvent, appendAudit } from '../storage/audit.ts';
import type { Db, Write } from '../storage/db.ts';
import { enqueueJob, finishJobs, type JobRow } from '../storage/jobs.ts';
import { findAccount, raiseScopeVersion } from '../storage/people.ts';
import { decideAgain } from '../storage/retry.ts';
import {
  deleteAssignment,
  findClass,
  insertAssignments,
  listAssignments,
  listClassSubjects,
} from '../storage/schools.ts';
import { publishClass } from './publish-class.ts';

/** The kind of job that changes an assignment on its day. */
export const ASSIGN_JOB = 'assign';

/** Who has a subject of a class from a day on; nobody when `account` is null. */
export interface AssignmentChange extends AssignmentKey {
  readonly school: SchoolCode;
  readonly account: AccountName | null;
  readonly on: LocalDate;
}

/** What became of a change: who had the subject, and whether the change waits for its day. */
export interface AssignmentOutcome {
  readonly before: string | null;
  readonly waits: boolean;
}

const auditOf = (
  action: string,
  change: AssignmentChange,
  before: string | null,
  at: Instant,
): AuditEvent => {
  const { school, year, class: code, subject, account, on } = change;
  const detail = { school, year, class: code, subject, from: before, to: account, on };
  return { at, actor: 'cli', action, student: null, detail };
};

const holderOf = async (db: Db, { school, year, class: code, subject }: AssignmentChange) =>
  (await listAssignments(db, school, year, code)).find((row) => row.subject === subject)?.account ?? null;

/**
 * Throws CLASS_UNKNOWN, SUBJECT_UNKNOWN with the subjects that the class has, ACCOUNT_UNKNOWN, or INVALID_INPUT for an
 * account that is no teacher of the school or is disabled.
 */
const checkChange = async (db: Db, change: AssignmentChange): Promise<void> => {
  const { school, year, class: code, subject, account: name } = change;
  if ((await findClass(db, school, year, code)) === undefined) {
    throw new RegistryError('CLASS_UNKNOWN', `${code} of ${year}`);
  }
  const taught = (await listClassSubjects(db, school, year, code)).map((row) => row.subject);
  if (subject !== HOMEROOM && !taught.includes(subject)) {
    const has = [HOMEROOM, ...taught].join(', ');
    throw new RegistryError('SUBJECT_UNKNOWN', `${subject}; ${code} of ${year} has ${has}`);
  }
  if (name === null) return;
  const account = await findAccount(db, name);
  if (account === undefined) throw new RegistryError('ACCOUNT_UNKNOWN', name);
  if (account.role !== 'teacher' || account.school !== school || account.disabled) {
    throw new RegistryError('INVALID_INPUT', `${name} is no teacher of this school, or is disabled`);
  }
};

/** The change at this moment: who had it, and the writes. The class list shows the new teacher at once. */
const writesOf = async (
  db: Db,
  change: AssignmentChange,
  now: Instant,
): Promise<{ before: string | null; writes: Write[] }> => {
  const { school, year, class: code, subject, account } = change;
  const before = await holderOf(db, change);
  if (before === account) return { before, writes: [] };
  const key = { school, year, class: code, subject };
  const touched = [before, account].filter((name) => name !== null);
  return {
    before,
    writes: [
      ...(before === null ? [] : [deleteAssignment({ ...key, account: before })]),
      ...(account === null ? [] : insertAssignments([{ ...key, account }])),
      // Devices that meet another version compare everything: what is no longer theirs goes, what is new comes.
      ...touched.map(raiseScopeVersion),
      appendAudit(auditOf('assignment.changed', change, before, now)),
    ],
  };
};

/** Hands the class list with its teachers to devices; in a commit of its own, because it reads what was written. */
const republish = (db: Db, { school, year, class: code }: AssignmentChange): Promise<void> =>
  decideAgain(async () => db.commit(await publishClass(db, school, year, code)));

/**
 * Gives a subject of a class to a teacher, or to nobody, from a day on: now when the day has come, else by a job on that
 * day. The teacher who had it keeps what was entered and approved, and may enter no more. Throws as `checkChange` says.
 */
export const changeAssignment = async (
  db: Db,
  change: AssignmentChange,
  now: Instant,
): Promise<AssignmentOutcome> => {
  await checkChange(db, change);
  if (change.on > vietnamTimeOf(now).date) {
    const before = await holderOf(db, change);
    const id = ulid();
    const runAt = instantInVietnam(change.on, '00:00');
    await db.commit([
      enqueueJob({ id, kind: ASSIGN_JOB, key: JSON.stringify([change, id]), runAt }),
      appendAudit(auditOf('assignment.planned', change, before, now)),
    ]);
    return { before, waits: true };
  }
  const before = await decideAgain(async () => {
    const found = await writesOf(db, change, now);
    if (found.writes.length > 0) await db.commit(found.writes);
    return found.before;
  });
  await republish(db, change);
  return { before, waits: false };
};

/** The handler of `assign` jobs: each change on its day, against the teacher who has the subject then. */
export const assignJobs =
  (db: Db, clock: () => Instant) =>
  async (jobs: readonly JobRow[]): Promise<void> => {
    for (const job of jobs) {
      const [change] = JSON.parse(job.key) as [AssignmentChange];
      await decideAgain(async () => {
        const { writes } = await writesOf(db, change, clock());
        await db.commit([...writes, ...finishJobs([job])]);
      });
      await republish(db, change);
    }
  };

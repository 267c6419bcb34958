import { RegistryError } from '@hocba/shared/problems';
import {
  type AccountName,
  HOMEROOM,
  type Instant,
  type SchoolCode,
  type SubjectCode,
} from '@hocba/shared/school/identifiers';
import { type AssignmentKey, belongsToSchool, type Role, signs } from '@hocba/shared/school/roles';
import { readPersonName } from '@hocba/shared/text/plain-text';
import type { Db } from '../storage/engine/db.ts';
import { decideAgain } from '../storage/engine/retry.ts';
import { appendAudit } from '../storage/queries/audit/audit.ts';
import { forgetDevicesOf } from '../storage/queries/devices.ts';
import {
  type AccountChange,
  type AccountRow,
  deleteThrottlesOf,
  endSessionsOf,
  findAccount,
  insertAccount,
  updateAccount,
} from '../storage/queries/people.ts';
import {
  findClass,
  findSchool,
  insertAssignments,
  listAssignments,
  listClassSubjects,
} from '../storage/queries/schools/schools.ts';
import { accountAct } from './account-act.ts';
import { hashPassword, temporaryPassword } from './sign-in/password.ts';

/** The account that the audit names when a command did it. */
const OPERATOR_AT_THE_MACHINE = 'cli';

/** An account to be. */
export interface NewAccount {
  readonly name: AccountName;
  readonly displayName: string;
  readonly role: Role;
  readonly school: SchoolCode | null;
  readonly assignments: readonly AssignmentKey[];
  /** Classes of which the teacher takes all that nobody has yet: homeroom and subjects, as in primary school. */
  readonly wholeClasses?: readonly Pick<AssignmentKey, 'year' | 'class'>[];
}

/**
 * The name that an account shows, as it can be signed. An account that signs nothing may be called by its login. Throws
 * NAME_IS_LOGIN and the other faults of a person's name.
 */
const displayNameOf = ({ name, displayName, role }: NewAccount): string => {
  if (!signs(role) && displayName === name) return name;
  const read = readPersonName(displayName);
  if ('finding' in read) throw new RegistryError(read.finding.code, displayName);
  if (read.value === '') throw new RegistryError('NAME_IS_LOGIN', name);
  return read.value;
};

/** Throws SCHOOL_UNKNOWN or CLASS_UNKNOWN, and INVALID_INPUT when role, school and assignments do not fit together. */
const checkNewAccount = async (
  db: Db,
  { role, school, assignments: single, wholeClasses = [] }: NewAccount,
): Promise<void> => {
  const assignments = [...single, ...wholeClasses];
  if (belongsToSchool(role) !== (school !== null)) {
    throw new RegistryError(
      'INVALID_INPUT',
      school === null ? `${role} needs a school` : `${role} has no school`,
    );
  }
  if (role !== 'teacher' && assignments.length > 0) {
    throw new RegistryError('INVALID_INPUT', 'only teachers are assigned to classes');
  }
  if (school === null) return;
  if ((await findSchool(db, school)) === undefined) throw new RegistryError('SCHOOL_UNKNOWN', school);
  for (const { year, class: code } of assignments) {
    if ((await findClass(db, school, year, code)) === undefined) {
      throw new RegistryError('CLASS_UNKNOWN', `${code} of ${year}`);
    }
  }
};

/** The rest of whole classes: their homeroom and subjects without a teacher. */
const listUnassigned = async (
  db: Db,
  { school, assignments, wholeClasses = [] }: NewAccount,
): Promise<AssignmentKey[]> => {
  const found: AssignmentKey[] = [];
  if (school === null) return found;
  for (const { year, class: code } of wholeClasses) {
    const taught = (await listClassSubjects(db, school, year, code)).map((row) => row.subject as SubjectCode);
    const taken = (await listAssignments(db, school, year, code)).map((row) => row.subject);
    const named = assignments.filter((a) => a.year === year && a.class === code).map((a) => a.subject);
    const left = [HOMEROOM, ...taught].filter((s) => !taken.includes(s) && !named.includes(s));
    found.push(...left.map((subject) => ({ year, class: code, subject })));
  }
  return found;
};

/** Throws SUBJECT_UNKNOWN, and SUBJECT_TAKEN with the teacher who has the subject and the command that replaces. */
const checkSubjects = async (db: Db, { name, school, assignments }: NewAccount): Promise<void> => {
  if (school === null) return;
  for (const { year, class: code, subject } of assignments) {
    const taught = (await listClassSubjects(db, school, year, code)).map((row) => row.subject);
    if (subject !== HOMEROOM && !taught.includes(subject)) {
      const has = [HOMEROOM, ...taught].join(', ');
      throw new RegistryError('SUBJECT_UNKNOWN', `${subject}; ${code} of ${year} has ${has}`);
    }
    const holder = (await listAssignments(db, school, year, code)).find((row) => row.subject === subject);
    if (holder === undefined) continue;
    const key = `${year}:${code}:${subject}`;
    const command = `hocba account assign ${name} --assign ${key}`;
    throw new RegistryError(
      'SUBJECT_TAKEN',
      `${holder.account} has ${key}; create the account without it, then: ${command}`,
    );
  }
};

/** Each subject once, however often it was said. */
const once = (assignments: readonly AssignmentKey[]): AssignmentKey[] => [
  ...new Map(assignments.map((each) => [`${each.year}:${each.class}:${each.subject}`, each])).values(),
];

/**
 * Creates an account with a temporary password, which is returned once and stored only as a hash. Throws
 * ACCOUNT_EXISTS, SCHOOL_UNKNOWN, CLASS_UNKNOWN, SUBJECT_UNKNOWN, INVALID_INPUT, or SUBJECT_TAKEN when a subject has its
 * teacher already; DUPLICATE when somebody was given it at this moment.
 */
export const createAccount = async (db: Db, account: NewAccount, now: Instant): Promise<string> => {
  await checkNewAccount(db, account);
  if ((await findAccount(db, account.name)) !== undefined) throw new RegistryError('ACCOUNT_EXISTS');
  await checkSubjects(db, account);
  const { name, role, school, assignments } = account;
  const displayName = displayNameOf(account);
  const password = temporaryPassword();
  const password_hash = await hashPassword(password);
  const row: AccountRow = {
    name,
    display_name: displayName,
    role,
    school,
    password_hash,
    must_change: true,
    disabled: false,
    security_version: 1,
    scope_version: 1,
    created_at: now,
  };
  await decideAgain(async () => {
    const held = [...once(assignments), ...(await listUnassigned(db, account))];
    const act = {
      at: now,
      actor: OPERATOR_AT_THE_MACHINE,
      assignments: held.map(({ year, class: code, subject }) => `${year}:${code}:${subject}`),
    };
    await db.commit([
      insertAccount(row),
      ...insertAssignments(held.map((each) => ({ ...each, school: school ?? '', account: name }))),
      appendAudit(accountAct(db, 'account.created', row, act)),
    ]);
  });
  return password;
};

/** The account that changes another one, when it is not the operator at the machine. */
export interface ChangedBy {
  /** The account that the audit names. */
  readonly actor: AccountName;
  /** Throws when this person may not change this account. */
  check(account: AccountRow): void;
}

/** Changes an account and ends all of its sessions in one commit. Throws ACCOUNT_UNKNOWN. */
const changeAccount = (
  db: Db,
  name: AccountName,
  now: Instant,
  {
    action,
    change,
    by,
  }: { action: 'account.reset' | 'account.disabled'; change: AccountChange; by?: ChangedBy },
): Promise<void> =>
  decideAgain(async () => {
    const account = await findAccount(db, name);
    if (account === undefined) throw new RegistryError('ACCOUNT_UNKNOWN');
    by?.check(account);
    const act = { at: now, actor: by?.actor ?? OPERATOR_AT_THE_MACHINE };
    await db.commit([
      updateAccount(account, change),
      endSessionsOf(name, now, action),
      forgetDevicesOf(name),
      appendAudit(accountAct(db, action, { ...account, ...change }, act)),
    ]);
  });

/** Gives an account a new temporary password, enables it and ends its sessions. Throws ACCOUNT_UNKNOWN. */
export const resetPassword = async (
  db: Db,
  name: AccountName,
  now: Instant,
  by?: ChangedBy,
): Promise<string> => {
  const password = temporaryPassword();
  const password_hash = await hashPassword(password, by && `account:${by.actor}`);
  const change = { password_hash, must_change: true, disabled: false };
  await changeAccount(db, name, now, {
    action: 'account.reset',
    change,
    ...(by === undefined ? {} : { by }),
  });
  await db.commit([deleteThrottlesOf(name)]);
  return password;
};

/**
 * Disables an account and ends its sessions; its name stays taken, because records name it. False, and nothing changes,
 * when it is disabled already. Throws ACCOUNT_UNKNOWN.
 */
export const disableAccount = async (db: Db, name: AccountName, now: Instant): Promise<boolean> => {
  if ((await findAccount(db, name))?.disabled) return false;
  await changeAccount(db, name, now, { action: 'account.disabled', change: { disabled: true } });
  return true;
};

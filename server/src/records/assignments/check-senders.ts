import {
  type ClassCode,
  type DatabaseName,
  databaseParts,
  HOMEROOM,
  type SchoolCode,
  type SubjectCode,
} from '@hocba/shared/school/identifiers';
import type { AssignmentKey, Role } from '@hocba/shared/school/roles';
import { later } from '../../later.ts';
import { ACCOUNT_ACTS } from '../../people/account-act.ts';
import type { Db } from '../../storage/engine/db.ts';
import { readActs } from '../../storage/queries/audit/acts.ts';
import { listProjections, readSubmissions, type SubmissionRow } from '../../storage/queries/submissions.ts';
import { maySend, type Subject } from '../permissions.ts';

/** A request that began before an assignment ended may be stored after it; milliseconds. */
const GRACE_MS = 60_000;

/** An account by the audit. */
interface Person {
  readonly role: Role;
  readonly school: SchoolCode | null;
  /** Whether the audit says what the account taught at first. */
  readonly isWhole: boolean;
}

interface Held {
  readonly at: string;
  readonly account: string | null;
}

interface Told {
  readonly people: Map<string, Person>;
  /** The accounts that had a subject of a class, each from its time on. */
  readonly holders: Map<string, Held[]>;
}

interface Act {
  readonly account?: string;
  readonly role?: Role;
  readonly school: SchoolCode | null;
  readonly assignments?: readonly string[];
  readonly year?: string;
  readonly class?: string;
  readonly subject?: string;
  readonly to?: string | null;
}

const hold = ({ holders }: Told, key: string, held: Held): void => {
  const before = holders.get(key);
  // Entries of a subject's first teacher may be as old as the class.
  if (before === undefined) holders.set(key, [{ ...held, at: '' }]);
  else before.push(held);
};

const readTold = async (db: Db): Promise<Told> => {
  const told: Told = { people: new Map(), holders: new Map() };
  for await (const row of readActs(db, [...ACCOUNT_ACTS, 'assignment.changed'])) {
    const { at, action, actor } = row;
    const act = JSON.parse(row.detail) as Act;
    const { account = actor, role, school, assignments } = act;
    if (action === 'assignment.changed') {
      hold(told, `${school} ${act.year}:${act.class}:${act.subject}`, { at, account: act.to ?? null });
    } else if (role !== undefined) {
      const before = told.people.get(account);
      // No act changes role or school: the first one counts.
      told.people.set(account, before ?? { role, school, isWhole: assignments !== undefined });
      for (const key of assignments ?? []) hold(told, `${school} ${key}`, { at, account });
    }
  }
  return told;
};

/** Whether the account had a subject at a time, or less than a minute before. */
const held = (all: readonly Held[], account: string, at: string): boolean => {
  const from = later(at, -GRACE_MS);
  return all.some((one, i) => one.account === account && one.at <= at && (all[i + 1]?.at ?? at) >= from);
};

/** Whether an account had, by the audit, the right to what it sent. */
const mightSend = ({ holders }: Told, { role, school }: Person, row: SubmissionRow): boolean => {
  const name = row.db as DatabaseName;
  const { year } = databaseParts(name);
  const [, code, of] = row.doc.split(':') as [string, ClassCode, SubjectCode];
  const kind = row.kind as Subject['kind'];
  const subject = kind === 'entry' || kind === 'close' ? of : undefined;
  const assignment: AssignmentKey = { year, class: code, subject: subject ?? HOMEROOM };
  const past = holders.get(`${school} ${year}:${code}:${assignment.subject}`) ?? [];
  const assignments = held(past, row.account, row.received_at) ? [assignment] : [];
  return maySend({ role, school, assignments }, name, { kind, class: code, subject });
};

const SENT = ['entry', 'close', 'confirm', 'finalise'];

/**
 * Submissions that the registry took from accounts which by the audit had no right to them: a role or an assignment was
 * edited past the registry for as long as it took. One line for each account and school year.
 */
export const checkSenders = async (db: Db): Promise<string[]> => {
  const told = await readTold(db);
  const faults = new Map<string, string>();
  for (const { db: name } of await listProjections(db)) {
    for await (const page of readSubmissions(db, name)) {
      for (const row of page) {
        const key = `${name} ${row.account}`;
        if (!SENT.includes(row.kind) || faults.has(key)) continue;
        const person = told.people.get(row.account);
        // An account whose act is too old to say what it was is not judged.
        if (person === undefined || !person.isWhole || mightSend(told, person, row)) continue;
        faults.set(
          key,
          `${name}: submission ${row.seq} is of account ${row.account}, which had no right to it by the audit`,
        );
      }
    }
  }
  return [...faults.values()];
};

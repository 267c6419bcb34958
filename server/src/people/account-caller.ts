import { RegistryError } from '@hocba/shared/problems';
import type {
  AccountName,
  ClassCode,
  SchoolCode,
  SchoolYear,
  SubjectCode,
} from '@hocba/shared/school/identifiers';
import type { Role } from '@hocba/shared/school/roles';
import type { Db } from '../storage/engine/db.ts';
import { type AccountRow, findAccount } from '../storage/queries/people.ts';
import { listAssignmentsOf } from '../storage/queries/schools/schools.ts';
import type { Caller } from './caller.ts';

/** An account as a caller in its own school, with what it teaches there now. */
export const callerOf = async (db: Db, account: AccountRow, session: string): Promise<Caller> => {
  const assignments = await listAssignmentsOf(db, account.name);
  return {
    account: account.name as AccountName,
    displayName: account.display_name,
    role: account.role as Role,
    school: account.school as SchoolCode | null,
    session,
    scopeVersion: account.scope_version,
    assignments: assignments
      .filter(({ school }) => school === account.school)
      .map((row) => ({
        year: row.year as SchoolYear,
        class: row.class as ClassCode,
        subject: row.subject as SubjectCode,
      })),
  };
};

/**
 * An account as a caller without a session, for commands that act in its name on the registry's own machine; `session`
 * says which command. Throws ACCOUNT_UNKNOWN, and FORBIDDEN for a disabled account.
 */
export const getAccountCaller = async (db: Db, name: AccountName, session: string): Promise<Caller> => {
  const account = await findAccount(db, name);
  if (account === undefined) throw new RegistryError('ACCOUNT_UNKNOWN', name);
  if (account.disabled) throw new RegistryError('FORBIDDEN', `${name} is disabled`);
  return callerOf(db, account, session);
};

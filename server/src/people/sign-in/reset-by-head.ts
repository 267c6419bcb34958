import type { SchoolAccount, TemporaryPassword } from '@hocba/shared/contract/accounts';
import { RegistryError } from '@hocba/shared/problems';
import type { AccountName, Instant } from '@hocba/shared/school/identifiers';
import type { Db } from '../../storage/engine/db.ts';
import { type AccountRow, findAccount, listAccounts } from '../../storage/queries/people.ts';
import { resetPassword } from '../accounts.ts';
import type { Caller } from '../caller.ts';

/** Heads sign records: the operator alone lets somebody into the account of a head. */
const canReset = ({ role, disabled }: Pick<AccountRow, 'role' | 'disabled'>): boolean =>
  !disabled && (role === 'teacher' || role === 'clerk');

/** The accounts of the caller's school, by name. */
export const listSchoolAccounts = async (db: Db, caller: Caller): Promise<SchoolAccount[]> => {
  if (caller.school === null) return [];
  const rows = await listAccounts(db, caller.school);
  return rows.map((row) => ({
    account: row.name as AccountName,
    displayName: row.display_name,
    role: row.role as SchoolAccount['role'],
    disabled: row.disabled,
    canReset: canReset(row),
  }));
};

/** Throws ACCOUNT_UNKNOWN for an account of another school, as for one that does not exist, and FORBIDDEN. */
const checkReset = (caller: Caller, account: AccountRow | undefined): AccountRow => {
  if (account === undefined || caller.school === null || account.school !== caller.school) {
    throw new RegistryError('ACCOUNT_UNKNOWN');
  }
  if (!canReset(account)) throw new RegistryError('FORBIDDEN', 'not a teacher or clerk in service');
  return account;
};

/**
 * Gives a teacher or clerk of the caller's school a temporary password, and ends all sessions of the account. The
 * audit names who did it. Throws ACCOUNT_UNKNOWN, FORBIDDEN or OVERLOADED.
 */
export const resetPasswordOf = async (
  db: Db,
  caller: Caller,
  name: AccountName,
  now: Instant,
): Promise<TemporaryPassword> => {
  // Asked before the work of hashing, and again with the write.
  const { display_name } = checkReset(caller, await findAccount(db, name));
  const password = await resetPassword(db, name, now, {
    actor: caller.account,
    check: (account) => void checkReset(caller, account),
  });
  return { account: name, displayName: display_name, password };
};

import type { Db } from '../storage/engine/db.ts';
import type { AuditEvent } from '../storage/queries/audit/audit.ts';
import type { AccountRow } from '../storage/queries/people.ts';

/** Acts that make or change an account; each says what the account is from then on. */
export const ACCOUNT_ACTS = [
  'account.created',
  'account.reset',
  'account.disabled',
  'password.changed',
] as const;

/** The facts of acts about an account; name and password only as MACs, because the audit holds neither. */
export interface AccountState {
  readonly role: string;
  readonly school: string | null;
  readonly disabled: boolean;
  readonly mustChange: boolean;
  readonly password: string;
  readonly name: string;
}

type Told = Pick<
  AccountRow,
  'role' | 'school' | 'disabled' | 'must_change' | 'password_hash' | 'display_name'
>;

/** An account as acts say it. */
export const accountState = ({ mac }: Pick<Db, 'mac'>, row: Told): AccountState => ({
  role: row.role,
  school: row.school,
  disabled: row.disabled,
  mustChange: row.must_change,
  password: mac('told', row.password_hash),
  name: mac('told', row.display_name),
});

/** The act that made an account what it is now; `assignments` are those that a new account was made with. */
export const accountAct = (
  db: Pick<Db, 'mac'>,
  action: (typeof ACCOUNT_ACTS)[number],
  account: Told & Pick<AccountRow, 'name'>,
  act: Pick<AuditEvent, 'at' | 'actor'> & { readonly assignments?: readonly string[] },
): AuditEvent => {
  const { assignments, ...when } = act;
  const own = { account: account.name, ...accountState(db, account) };
  return {
    ...when,
    action,
    student: null,
    detail: assignments === undefined ? own : { ...own, assignments },
  };
};

import { REKEYED } from '../storage/engine/chain/key-chains.ts';
import type { Db } from '../storage/engine/db.ts';
import { readActs } from '../storage/queries/audit/acts.ts';
import type { AuditRow } from '../storage/queries/audit/audit-queries.ts';
import { type AccountRow, readAccounts } from '../storage/queries/people.ts';
import { ACCOUNT_ACTS, type AccountState, accountState } from './account-act.ts';

/** A sign-in; it says the password as a MAC. */
const OPENED = 'session.opened';

/** The name of each part of an account. */
const PARTS: Readonly<Record<keyof AccountState, string>> = {
  role: 'its role',
  school: 'its school',
  disabled: 'whether it is disabled',
  mustChange: 'whether it has to change its password',
  password: 'its password',
  name: 'its name',
};

/** The parts that no act changes; an act that says another one was made while its row was edited. */
const LASTING = ['role', 'school', 'name'] as const;

/** The accounts by the audit, and what no row shows any more of edits that were taken back. */
interface Told {
  readonly states: Map<string, Partial<AccountState>>;
  readonly faults: Set<string>;
}

/** Plays one act; acts from before they said what the account is say its name alone. */
const tell = ({ states, faults }: Told, { action, actor, at, detail }: AuditRow): void => {
  const { account = actor, ...state } = JSON.parse(detail) as Partial<AccountState> & { account?: string };
  const before = states.get(account);
  if (action === OPENED) {
    const isOther = before?.password !== undefined && state.password !== undefined;
    if (isOther && before.password !== state.password) {
      faults.add(`account ${account}: it signed in at ${at} with a password that is not what the audit says`);
    }
    return;
  }
  for (const part of LASTING) {
    if (before?.password === undefined || state.password === undefined || before[part] === state[part])
      continue;
    faults.add(`account ${account}: ${PARTS[part]} is not what the audit says since ${at}`);
  }
  states.set(account, state);
};

const readTold = async (db: Db): Promise<Told> => {
  const told: Told = { states: new Map(), faults: new Set() };
  for await (const row of readActs(db, [...ACCOUNT_ACTS, OPENED, REKEYED])) {
    if (row.action !== REKEYED) tell(told, row);
    // Digests that acts say under a former chain key cannot be compared any more.
    else for (const name of told.states.keys()) told.states.set(name, {});
  }
  return told;
};

const compare = (db: Db, row: AccountRow, act: Partial<AccountState> | undefined): string[] => {
  if (act === undefined) return [`account ${row.name} is in no act of the audit`];
  if (act.password === undefined) return [];
  const state = accountState(db, row);
  const differing = (Object.keys(state) as (keyof AccountState)[]).filter(
    (part) => state[part] !== act[part],
  );
  return differing.map((part) => `account ${row.name}: ${PARTS[part]} is not what the audit says`);
};

/**
 * Accounts that are otherwise than the last act of the audit says: role, school, whether they are disabled or have to
 * change their password, password and name. An account whose last act is older than acts that say so is not compared.
 * Edits that were taken back are named by the sign-ins and acts that came between.
 */
export const checkAccounts = async (db: Db): Promise<string[]> => {
  const { states, faults: past } = await readTold(db);
  const faults = [...past];
  for await (const page of readAccounts(db)) {
    for (const row of page) {
      faults.push(...compare(db, row, states.get(row.name)));
      states.delete(row.name);
    }
  }
  return [...faults, ...[...states.keys()].map((name) => `account ${name} is missing`)];
};

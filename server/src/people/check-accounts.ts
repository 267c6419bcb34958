import { REKEYED } from '../storage/engine/chain/key-chains.ts';
import type { Db } from '../storage/engine/db.ts';
import { readActs } from '../storage/queries/audit/acts.ts';
import { type AccountRow, readAccounts } from '../storage/queries/people.ts';
import { ACCOUNT_ACTS, type AccountState, accountState } from './account-act.ts';

/** The name of each part of an account. */
const PARTS: Readonly<Record<keyof AccountState, string>> = {
  role: 'its role',
  school: 'its school',
  disabled: 'whether it is disabled',
  mustChange: 'whether it has to change its password',
  password: 'its password',
  name: 'its name',
};

/**
 * The last act of each account; acts from before they said what the account is, or from before the
 * chain key of today, say its name alone.
 */
const readStates = async (db: Db): Promise<Map<string, Partial<AccountState>>> => {
  const states = new Map<string, Partial<AccountState>>();
  for await (const { action, actor, detail } of readActs(db, [...ACCOUNT_ACTS, REKEYED])) {
    const { account = actor, ...state } = JSON.parse(detail) as Partial<AccountState> & { account?: string };
    if (action !== REKEYED) states.set(account, state);
    // Digests that acts say under a former chain key cannot be compared any more.
    else for (const name of states.keys()) states.set(name, {});
  }
  return states;
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
 */
export const checkAccounts = async (db: Db): Promise<string[]> => {
  const states = await readStates(db);
  const faults: string[] = [];
  for await (const page of readAccounts(db)) {
    for (const row of page) {
      faults.push(...compare(db, row, states.get(row.name)));
      states.delete(row.name);
    }
  }
  return [...faults, ...[...states.keys()].map((name) => `account ${name} is missing`)];
};

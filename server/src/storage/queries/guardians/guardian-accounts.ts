import { and, eq, isNull, lt } from 'drizzle-orm';
import { type Db, type Write, write } from '../../engine/db.ts';
import {
  deleteRows,
  insertRow,
  insertRows,
  keptQuestion,
  listRows,
  listRowsOf,
  updateRows,
} from '../../engine/rows.ts';
import type { guardian, guardian_contact, guardian_session } from '../../tables/tables.ts';

export type GuardianRow = typeof guardian.$inferSelect;
export type GuardianContactRow = typeof guardian_contact.$inferSelect;
export type GuardianSessionRow = typeof guardian_session.$inferSelect;

const GUARDIAN_BY_ID = keptQuestion('guardian', ['id']);

/** The account of a guardian, disabled ones included. */
export const findGuardian = async (db: Db, id: string): Promise<GuardianRow | undefined> =>
  (await db.read(GUARDIAN_BY_ID, { id }))[0];

/** The accounts of these ids, in no order. */
export const listGuardians = (db: Db, ids: readonly string[]): Promise<GuardianRow[]> =>
  listRowsOf(db, 'guardian', ['id', ids]);

/** A new account with its contacts; DUPLICATE when the id is taken. */
export const insertGuardian = (row: GuardianRow, contacts: readonly GuardianContactRow[]): Write[] => [
  insertRow('guardian', row),
  ...insertRows('guardian_contact', contacts),
];

/** Changes an account and raises its security version; WRITE_CONFLICT when it changed since it was read. */
export const updateGuardian = (
  { id, security_version }: GuardianRow,
  change: Partial<Pick<GuardianRow, 'name' | 'language' | 'pin_hash' | 'disabled'>>,
): Write =>
  updateRows('guardian', { id, security_version }, { ...change, security_version: security_version + 1 }, 1);

/** The accounts that share a phone number or mail address, oldest first, disabled ones included. */
export const listGuardiansAt = async (db: Db, kind: string, value: string): Promise<GuardianRow[]> => {
  const contacts = await listRows(db, 'guardian_contact', { kind, value });
  const rows = await listGuardians(
    db,
    contacts.map((row) => row.guardian),
  );
  return rows.sort((a, b) => (a.created_at + a.id < b.created_at + b.id ? -1 : 1));
};

/** The phone numbers and mail addresses of some accounts. */
export const listContactsOf = (db: Db, guardians: readonly string[]): Promise<GuardianContactRow[]> =>
  listRowsOf(db, 'guardian_contact', ['guardian', guardians]);

/** Puts these phone numbers and mail addresses in place of those of an account. */
export const replaceContacts = (guardian: string, contacts: readonly GuardianContactRow[]): Write[] => [
  deleteRows('guardian_contact', { guardian }),
  ...insertRows('guardian_contact', contacts),
];

const SESSION_BY_ID = keptQuestion('guardian_session', ['id']);

/** A session of a guardian, ended ones included. */
export const findGuardianSession = async (db: Db, id: string): Promise<GuardianSessionRow | undefined> =>
  (await db.read(SESSION_BY_ID, { id }))[0];

/** The sessions of some guardians, ended ones included, in no order. */
export const listSessionsOf = (db: Db, guardians: readonly string[]): Promise<GuardianSessionRow[]> =>
  listRowsOf(db, 'guardian_session', ['guardian', guardians]);

/** A new session. */
export const insertGuardianSession = (row: GuardianSessionRow): Write => insertRow('guardian_session', row);

/** Notes that a session was used; sessions that ended meanwhile stay ended. */
export const touchGuardianSession = (id: string, at: string): Write =>
  updateRows('guardian_session', { id }, { last_used_at: at });

/** Ends one session. */
export const endGuardianSession = (id: string, at: string): Write =>
  write((query, { guardian_session: t }) =>
    query
      .update(t)
      .set({ ended_at: at })
      .where(and(eq(t.id, id), isNull(t.ended_at))),
  );

/** Removes the sessions of a guardian whose time is over. */
export const deleteGuardianSessionsBefore = (guardian: string, now: string): Write =>
  write((query, { guardian_session: t }) =>
    query.delete(t).where(and(eq(t.guardian, guardian), lt(t.expires_at, now))),
  );

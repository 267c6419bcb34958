import type { Db, Write } from '../../engine/db.ts';
import { findRow, insertRow } from '../../engine/rows.ts';
import type { guardian_identity } from '../../tables/tables.ts';

export type IdentityRow = typeof guardian_identity.$inferSelect;

/** The account of a person of an identity provider. */
export const findIdentity = (db: Db, issuer: string, subject: string): Promise<IdentityRow | undefined> =>
  findRow(db, 'guardian_identity', { issuer, subject });

/** Gives a person of an identity provider an account; DUPLICATE when the person has one. */
export const insertIdentity = (row: IdentityRow): Write => insertRow('guardian_identity', row);

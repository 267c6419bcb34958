import { asc } from 'drizzle-orm';
import type { Db, Write } from '../../engine/db.ts';
import { allRows, findRow, insertRow, keptQuestion, listRowsOf, updateRows } from '../../engine/rows.ts';
import type { guardian_restriction } from '../../tables/tables.ts';

export type RestrictionRow = typeof guardian_restriction.$inferSelect;

const RESTRICTIONS_OF_GUARDIAN = keptQuestion('guardian_restriction', ['guardian'], (t) => [
  asc(t.proposed_at),
  asc(t.id),
]);

/** Every order about a guardian, ended and declined ones included, oldest first. */
export const listRestrictionsOf = (db: Db, guardian: string): Promise<RestrictionRow[]> =>
  db.read(RESTRICTIONS_OF_GUARDIAN, { guardian });

/** Every order about guardians of some pupils, ended and declined ones included, oldest first. */
export const listRestrictionsTo = async (db: Db, students: readonly string[]): Promise<RestrictionRow[]> =>
  (await listRowsOf(db, 'guardian_restriction', ['student', students])).sort((a, b) =>
    a.proposed_at + a.id < b.proposed_at + b.id ? -1 : 1,
  );

/** The order of an id. */
export const findRestriction = (db: Db, id: string): Promise<RestrictionRow | undefined> =>
  findRow(db, 'guardian_restriction', { id });

/** All orders page by page, by id. */
export const readRestrictions = (db: Db, size?: number): AsyncGenerator<readonly RestrictionRow[]> =>
  allRows(db, 'guardian_restriction', 'id', size);

/** A new order. */
export const insertRestriction = (row: RestrictionRow): Write => insertRow('guardian_restriction', row);

/** Puts an order in place of what it was; WRITE_CONFLICT when it changed since it was read. */
export const updateRestriction = (before: RestrictionRow, row: RestrictionRow): Write =>
  updateRows('guardian_restriction', { id: before.id, version: before.version }, row, 1);

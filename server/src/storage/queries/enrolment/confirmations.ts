import { desc, eq } from 'drizzle-orm';
import type { Db, Write } from '../../engine/db.ts';
import { allRows, insertRow } from '../../engine/rows.ts';
import type { enrolment_confirmation } from '../../tables/tables.ts';

export type ConfirmationRow = typeof enrolment_confirmation.$inferSelect;

/** A new confirmation of enrolment, exact text. */
export const insertConfirmation = (row: ConfirmationRow): Write => insertRow('enrolment_confirmation', row);

/** The newest confirmations of a pupil, newest first. */
export const listConfirmationsOf = async (
  db: Db,
  student: string,
  limit: number,
): Promise<ConfirmationRow[]> => {
  const t = db.tables.enrolment_confirmation;
  const rows = db.query.select().from(t).where(eq(t.student, student));
  return [...(await rows.orderBy(desc(t.issued_at), desc(t.id)).limit(limit))];
};

/** All confirmations page by page, by id. */
export const readConfirmations = (db: Db, size?: number): AsyncGenerator<readonly ConfirmationRow[]> =>
  allRows(db, 'enrolment_confirmation', 'id', size);

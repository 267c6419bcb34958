import { type SQL, sql } from 'drizzle-orm';

/** A value of its own for each row of one update, by the number of the row. */
export const valueBySeq = (rows: readonly (readonly [seq: number, value: string | null])[]): SQL => {
  const whens = rows.map(([seq, value]) => sql`when ${seq} then ${value}`);
  return sql`case seq ${sql.join(whens, sql` `)} end`;
};

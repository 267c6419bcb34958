import { type AnyColumn, type SQL, sql } from 'drizzle-orm';

const LENGTH = 26;

/** The end of an upward document's id, which is its ULID; all of an id that is shorter. */
export const ulidOf = (id: string): string => id.slice(-LENGTH);

/** The same of a column, in the words of an index and of whoever wants to use it: engines compare the words. */
export const ulidIn = (id: AnyColumn): SQL =>
  sql`substr(${id}, length(${id}) - ${sql.raw(String(LENGTH - 1))})`;

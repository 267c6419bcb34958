import { type AnyColumn, type SQL, sql } from 'drizzle-orm';

/*
 * The index of the log's ids begins with their ULIDs: new documents come to its end together, where the sheets that the
 * ids begin with would scatter them over all of it.
 */

/** The end of an upward document's id, which is its ULID, 26 characters; all of an id that is shorter. */
export const ulidOf = (id: string): string => id.slice(-26);

/** The ULID in a column, in the words of an index and of each query that wants to use it: engines compare the words. */
export const ulidIn = (id: AnyColumn): SQL<string> => sql<string>`substr(${id}, length(${id}) - 25)`;

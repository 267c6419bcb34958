import { and, asc, eq, gt, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import { type Db, type KeptRead, type Tables, type Write, write } from '../../engine/db.ts';
import { keptWrite } from '../../engine/kept.ts';
import { updateRows } from '../../engine/rows.ts';
import type { waiting_year } from '../../tables/tables.ts';

export type WaitingYear = typeof waiting_year.$inferSelect;
type Columns = Tables['waiting_year'];

const marks = keptWrite<{ db: string }>(
  (query, { waiting_year: t, sync_db: d }, { value }) =>
    query
      .insert(t)
      .values({
        db: value('db'),
        newest: sql<number>`(select ${d.seq} from ${d} where ${d.name} = ${value('db')})`,
        holder: null,
        held_until: null,
      })
      .onConflictDoUpdate({ target: t.db, set: { newest: sql`excluded.newest` } }),
  1,
);

/** The year waits for its projection, up to the number just raised in this commit. Its holder keeps it. */
export const markWaiting = (db: string): Write => marks({ db });

/** Of a year whose projection has read everything up to a number nothing waits; of a year with something newer all stays. */
export const settleYear = (db: string, upTo: number): Write =>
  write((query, { waiting_year: t }) => query.delete(t).where(and(eq(t.db, db), lte(t.newest, upTo))));

const isFree = (t: Columns, now: SQL | string, holder: SQL | string): SQL | undefined =>
  or(isNull(t.held_until), lte(t.held_until, now), eq(t.holder, holder));

/** Asked after every commit and every two seconds; it reads no year but those that wait. */
export const FREE_YEARS: KeptRead<
  typeof waiting_year,
  { now: string; holder: string; after: string; limit: number }
> = {
  from: (tables) => tables.waiting_year,
  where: (t, { value }) => and(gt(t.db, value('after')), isFree(t, value('now'), value('holder'))),
  orderBy: (t) => [asc(t.db)],
  limit: 'limit',
};

/** Waiting years that a holder may project now, in the order of their names after one; what others hold is left out. */
export const listFreeYears = (
  db: Db,
  asked: { now: string; holder: string; after: string; limit: number },
): Promise<WaitingYear[]> => db.read(FREE_YEARS, asked);

/** Leases a waiting year, or leases it for longer; WRITE_CONFLICT when another holder was faster or nothing waits. */
export const leaseYear = (
  name: string,
  { now, holder, until }: { now: string; holder: string; until: string },
): Write =>
  write(
    (query, { waiting_year: t }) =>
      query
        .update(t)
        .set({ holder, held_until: until })
        .where(and(eq(t.db, name), isFree(t, now, holder))),
    1,
  );

/** Gives a year back that still waits; it rests until a time, or is free at once without one. */
export const giveYearBack = (name: string, holder: string, restsUntil: string | null): Write =>
  updateRows('waiting_year', { db: name, holder }, { holder: null, held_until: restsUntil });

/** Gives back every year of a holder. */
export const giveYearsBack = (holder: string): Write =>
  updateRows('waiting_year', { holder }, { holder: null, held_until: null });

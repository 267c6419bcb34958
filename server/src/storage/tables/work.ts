import { index, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { int } from './columns.ts';

/* Work that is to be done later. */

export const job = pgTable(
  'job',
  {
    id: text('id').primaryKey(),
    kind: text('kind').notNull(),
    key: text('key').notNull(),
    state: text('state').notNull(),
    run_at: text('run_at').notNull(),
    attempts: int('attempts').notNull(),
    lease_until: text('lease_until'),
    version: int('version').notNull(),
    last_error: text('last_error'),
  },
  (t) => [unique('job_key').on(t.kind, t.key), index('job_due').on(t.state, t.kind, t.run_at)],
);

/** Lanes that take up no work until a person lifts the halt, since when and why. */
export const halt = pgTable('halt', {
  lane: text('lane').primaryKey(),
  since: text('since').notNull(),
  why: text('why').notNull(),
});

/**
 * School years with submissions that the projection has not read, and no others. `newest` is the number of the last one.
 * A year with a holder is projected by that process until `held_until`; without a holder it rests until then.
 */
export const waiting_year = pgTable('waiting_year', {
  db: text('db').primaryKey(),
  newest: int('newest').notNull(),
  holder: text('holder'),
  held_until: text('held_until'),
});

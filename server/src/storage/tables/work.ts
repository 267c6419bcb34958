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
  (t) => [unique('job_key').on(t.kind, t.key), index('job_due').on(t.state, t.run_at)],
);

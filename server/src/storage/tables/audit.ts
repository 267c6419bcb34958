import { index, pgTable, text } from 'drizzle-orm/pg-core';
import { int } from './columns.ts';

/* Acts and readings of people. */

/** Acts and looks, each with its account: chained hashes, written in the same commit as the act. */
export const audit = pgTable(
  'audit',
  {
    seq: int('seq').primaryKey(),
    at: text('at').notNull(),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    student: text('student'),
    detail: text('detail').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [
    index('audit_student').on(t.student),
    // Asked before every reading how many pupils an account has read: the index alone answers it.
    index('audit_actor').on(t.actor, t.at, t.action, t.student),
    index('audit_action').on(t.action, t.at),
  ],
);

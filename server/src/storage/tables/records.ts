import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { int } from './columns.ts';

/* The tables that the projection makes of the submission log. */

/** The list of each class as the submission log has it so far, and the number of the document that says it. */
export const class_list = pgTable(
  'class_list',
  {
    db: text('db').notNull(),
    class: text('class').notNull(),
    number: int('number').notNull(),
    body: text('body').notNull(),
  },
  (t) => [primaryKey({ columns: [t.db, t.class] })],
);

export const sheet = pgTable(
  'sheet',
  {
    db: text('db').notNull(),
    id: text('id').notNull(),
    class: text('class').notNull(),
    state: text('state').notNull(),
    version: int('version').notNull(),
    body: text('body').notNull(),
  },
  (t) => [primaryKey({ columns: [t.db, t.id] }), index('sheet_class').on(t.db, t.class)],
);

export const year_record = pgTable(
  'year_record',
  {
    db: text('db').notNull(),
    student: text('student').notNull(),
    class: text('class').notNull(),
    state: text('state').notNull(),
    revision: int('revision').notNull(),
    version: int('version').notNull(),
    digest: text('digest').notNull(),
    body: text('body').notNull(),
    findings: text('findings').notNull(),
    approvals: text('approvals').notNull(),
    credential: text('credential'),
  },
  (t) => [primaryKey({ columns: [t.db, t.student] }), index('year_record_class').on(t.db, t.class)],
);

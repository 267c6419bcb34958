import { index, pgTable, text } from 'drizzle-orm/pg-core';
import { int } from './columns.ts';

/* A family's consent, and the look-ups that it allowed. */

/** A guardian's one-time code, only as HMAC-SHA-256 with a pepper kept outside the database. */
export const consent_code = pgTable(
  'consent_code',
  {
    id: text('id').primaryKey(),
    student: text('student').notNull(),
    school: text('school').notNull(),
    hash: text('hash').notNull(),
    issued_by: text('issued_by').notNull(),
    created_at: text('created_at').notNull(),
    expires_at: text('expires_at').notNull(),
    failures: int('failures').notNull(),
    used_at: text('used_at'),
    version: int('version').notNull(),
  },
  (t) => [index('consent_code_student').on(t.student, t.school)],
);

export const lookup_grant = pgTable(
  'lookup_grant',
  {
    id: text('id').primaryKey(),
    student: text('student').notNull(),
    school: text('school').notNull(),
    account: text('account').notNull(),
    purpose: text('purpose').notNull(),
    created_at: text('created_at').notNull(),
    expires_at: text('expires_at').notNull(),
  },
  (t) => [index('lookup_grant_student').on(t.student)],
);

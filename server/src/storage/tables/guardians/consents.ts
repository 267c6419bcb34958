import { index, pgTable, text } from 'drizzle-orm/pg-core';
import { int } from '../columns.ts';

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
  (t) => [
    index('lookup_grant_student').on(t.student),
    index('lookup_grant_account').on(t.account, t.expires_at),
  ],
);

/** A school's request without a code: the typed texts, whether the register holds a pupil like this or not. */
export const lookup_request = pgTable(
  'lookup_request',
  {
    id: text('id').primaryKey(),
    school: text('school').notNull(),
    account: text('account').notNull(),
    student_id: text('student_id').notNull(),
    name: text('name').notNull(),
    birth_date: text('birth_date').notNull(),
    purpose: text('purpose').notNull(),
    ground: text('ground').notNull(),
    reason: text('reason').notNull(),
    created_at: text('created_at').notNull(),
    state: text('state').notNull(),
    decided_by: text('decided_by'),
    decided_at: text('decided_at'),
    answer: text('answer'),
    grant_id: text('grant_id'),
    version: int('version').notNull(),
  },
  (t) => [
    index('lookup_request_state').on(t.state, t.created_at),
    index('lookup_request_school').on(t.school, t.created_at),
  ],
);

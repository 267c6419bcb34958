import { boolean, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { int } from './columns.ts';

/* Accounts, and what they sign in with. The rules for columns stand in `tables.ts`, which hands these tables out. */

export const account = pgTable('account', {
  name: text('name').primaryKey(),
  display_name: text('display_name').notNull(),
  role: text('role').notNull(),
  school: text('school'),
  password_hash: text('password_hash').notNull(),
  must_change: boolean('must_change').notNull(),
  disabled: boolean('disabled').notNull(),
  security_version: int('security_version').notNull(),
  scope_version: int('scope_version').notNull(),
  created_at: text('created_at').notNull(),
});

/** The teacher of a subject of a class, or `homeroom`. */
export const assignment = pgTable(
  'assignment',
  {
    school: text('school').notNull(),
    year: text('year').notNull(),
    class: text('class').notNull(),
    subject: text('subject').notNull(),
    account: text('account').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.school, t.year, t.class, t.subject] }),
    index('assignment_account').on(t.account),
  ],
);

export const session = pgTable(
  'session',
  {
    id: text('id').primaryKey(),
    account: text('account').notNull(),
    created_at: text('created_at').notNull(),
    last_used_at: text('last_used_at').notNull(),
    expires_at: text('expires_at').notNull(),
    ended_at: text('ended_at'),
    ended_reason: text('ended_reason'),
  },
  (t) => [index('session_account').on(t.account)],
);

/** Refresh tokens by their hash; `used_at` starts the grace in which the same successor is answered again. */
export const refresh_token = pgTable(
  'refresh_token',
  {
    hash: text('hash').primaryKey(),
    session: text('session').notNull(),
    issued_at: text('issued_at').notNull(),
    used_at: text('used_at'),
  },
  (t) => [index('refresh_token_session').on(t.session)],
);

/** Failures that slow down the next try; what a key counts is said where it is made. */
export const throttle = pgTable(
  'throttle',
  {
    key: text('key').primaryKey(),
    failures: int('failures').notNull(),
    locked_until: text('locked_until'),
    version: int('version').notNull(),
    /** The last failure; unknown of rows older than this column. */
    last_at: text('last_at'),
    /** The account that was tried, where one was. */
    account: text('account'),
  },
  (t) => [index('throttle_last').on(t.last_at), index('throttle_account').on(t.account)],
);

/** Browsers in which an account has signed in before: other people's failures do not keep it out there. */
export const known_device = pgTable(
  'known_device',
  {
    account: text('account').notNull(),
    device: text('device').notNull(),
    last_at: text('last_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.account, t.device] })],
);

import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { int } from '../columns.ts';

/* Messages to people outside the registry's own pages. The text of a one-time code is never here. */

export const message = pgTable(
  'message',
  {
    id: text('id').primaryKey(),
    channel: text('channel').notNull(),
    /** The telephone number or mail address that the message goes to. */
    contact: text('contact').notNull(),
    language: text('language').notNull(),
    /** The sentence by its id, and the values of its places as JSON. */
    sentence: text('sentence').notNull(),
    parameters: text('parameters').notNull(),
    student: text('student'),
    guardian: text('guardian'),
    /** The school whose office sees what becomes of the message. */
    school: text('school').notNull(),
    state: text('state').notNull(),
    tries: int('tries').notNull(),
    /** The code of the problem at the last try. */
    problem: text('problem'),
    created_at: text('created_at').notNull(),
    changed_at: text('changed_at').notNull(),
    /** The account of the office that reached the family in another way after a failure, and when. */
    settled_by: text('settled_by'),
    settled_at: text('settled_at'),
    version: int('version').notNull(),
  },
  (t) => [
    index('message_school').on(t.school, t.state, t.created_at),
    index('message_guardian').on(t.guardian),
  ],
);

/** Numbers and addresses whose owner asked for no more messages. */
export const message_stop = pgTable(
  'message_stop',
  {
    channel: text('channel').notNull(),
    contact: text('contact').notNull(),
    since: text('since').notNull(),
  },
  (t) => [primaryKey({ columns: [t.channel, t.contact] })],
);

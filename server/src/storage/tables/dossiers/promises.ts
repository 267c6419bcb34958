import { index, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { int } from '../columns.ts';

/* Papers that stand in place of a record that is missing. */

/**
 * A request to the holder of a record, or a family's commitment to bring it. `seal` is a MAC over every other column;
 * `version` rises with each act.
 */
export const promise = pgTable(
  'promise',
  {
    id: text('id').primaryKey(),
    dossier: text('dossier').notNull(),
    /** Its place among the promises of the dossier, so that two of them cannot be made of one look. */
    nth: int('nth').notNull(),
    kind: text('kind').notNull(),
    student: text('student').notNull(),
    /** The receiving school, which waits. */
    school: text('school').notNull(),
    /** The holder of the record where it is a school of the registry. */
    holder: text('holder'),
    holder_name: text('holder_name').notNull(),
    /** The grades, a JSON array. */
    grades: text('grades').notNull(),
    /** The day that a commitment names. */
    until: text('until'),
    due: text('due'),
    state: text('state').notNull(),
    made_by: text('made_by').notNull(),
    made_at: text('made_at').notNull(),
    /** The name under the letter, how it was signed, and the account that did or noted it. */
    signer: text('signer'),
    signer_relation: text('signer_relation'),
    signed_how: text('signed_how'),
    signed_by: text('signed_by'),
    signed_at: text('signed_at'),
    /** The answer of the holder, or why it was closed. */
    answer: text('answer'),
    /** The account that closed it, or the ids of the records that did. */
    closed_by: text('closed_by'),
    closed_at: text('closed_at'),
    version: int('version').notNull(),
    seal: text('seal').notNull(),
  },
  (t) => [
    unique('promise_nth').on(t.dossier, t.nth),
    index('promise_student').on(t.student),
    index('promise_school').on(t.school, t.state),
    index('promise_holder').on(t.holder, t.state),
  ],
);

import { foreignKey, index, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { int } from './columns.ts';
import { student } from './schools.ts';

/* Texts that are frozen for signing, and signed ones. */

/** The text that will be signed, frozen and stored before it is signed. `record` is school-year and pupil. */
export const intent = pgTable(
  'intent',
  {
    id: text('id').primaryKey(),
    record: text('record').notNull(),
    revision: int('revision').notNull(),
    student: text('student').notNull(),
    db: text('db').notNull(),
    digest: text('digest').notNull(),
    payload: text('payload').notNull(),
    created_at: text('created_at').notNull(),
  },
  (t) => [unique('intent_record').on(t.record, t.revision)],
);

export const credential = pgTable(
  'credential',
  {
    id: text('id').primaryKey(),
    record: text('record').notNull(),
    revision: int('revision').notNull(),
    student: text('student')
      .notNull()
      .references(() => student.id),
    school: text('school').notNull(),
    year: text('year').notNull(),
    kid: text('kid').notNull(),
    jws: text('jws').notNull(),
    issued_at: text('issued_at').notNull(),
  },
  (t) => [
    unique('credential_record').on(t.record, t.revision),
    index('credential_student').on(t.student, t.year),
    foreignKey({ name: 'credential_intent', columns: [t.id], foreignColumns: [intent.id] }),
  ],
);

/** Signed confirmations that a pupil is enrolled, each valid until its last moment. */
export const enrolment_confirmation = pgTable(
  'enrolment_confirmation',
  {
    id: text('id').primaryKey(),
    student: text('student').notNull(),
    school: text('school').notNull(),
    year: text('year').notNull(),
    kid: text('kid').notNull(),
    jws: text('jws').notNull(),
    /** The account, or `guardian:` and the guardian who asked. */
    issued_by: text('issued_by').notNull(),
    issued_at: text('issued_at').notNull(),
    valid_until: text('valid_until').notNull(),
  },
  (t) => [index('enrolment_confirmation_student').on(t.student, t.issued_at)],
);

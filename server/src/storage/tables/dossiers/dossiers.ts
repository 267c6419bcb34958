import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { int } from '../columns.ts';

/* Requests that schools decide on, event by event, and what they signed. */

/**
 * A dossier as its events have made it. `open_key` is what one dossier at a time is open for, and null once it has ended;
 * `seq` is the number of its last event.
 */
export const dossier = pgTable(
  'dossier',
  {
    id: text('id').primaryKey(),
    /** The official number; null until the receiving agency has one to give. */
    code: text('code').unique(),
    procedure: text('procedure').notNull(),
    open_key: text('open_key').unique(),
    student: text('student').notNull(),
    receiver: text('receiver').notNull(),
    /** The school that the pupil comes from; null when the registry knows none. */
    sender: text('sender'),
    state: text('state').notNull(),
    seq: int('seq').notNull(),
    filed_at: text('filed_at').notNull(),
    /** The request, and the state in full. */
    body: text('body').notNull(),
  },
  (t) => [
    index('dossier_receiver').on(t.receiver, t.state),
    index('dossier_sender').on(t.sender, t.state),
    index('dossier_student').on(t.student),
    index('dossier_procedure').on(t.procedure, t.filed_at),
  ],
);

/** The events of dossiers; `hash` covers every column and the hash of the event before. */
export const dossier_event = pgTable(
  'dossier_event',
  {
    dossier: text('dossier').notNull(),
    seq: int('seq').notNull(),
    kind: text('kind').notNull(),
    at: text('at').notNull(),
    actor: text('actor').notNull(),
    body: text('body').notNull(),
    /** Data that travels with the event, such as the marks of a release. */
    enclosed: text('enclosed'),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.dossier, t.seq] })],
);

/** Signed texts that came out of a dossier. */
export const dossier_result = pgTable(
  'dossier_result',
  {
    id: text('id').primaryKey(),
    dossier: text('dossier').notNull(),
    seq: int('seq').notNull(),
    kind: text('kind').notNull(),
    kid: text('kid').notNull(),
    jws: text('jws').notNull(),
    issued_at: text('issued_at').notNull(),
  },
  (t) => [index('dossier_result_of').on(t.dossier, t.seq)],
);

/** Photos beside events, each under the number of its event, which names kind and SHA-256; the content is base64. */
export const dossier_photo = pgTable(
  'dossier_photo',
  {
    dossier: text('dossier').notNull(),
    seq: int('seq').notNull(),
    type: text('type').notNull(),
    content: text('content').notNull(),
  },
  (t) => [primaryKey({ columns: [t.dossier, t.seq] })],
);

/** How many official numbers an agency has given on a day. */
export const code_counter = pgTable(
  'code_counter',
  {
    agency: text('agency').notNull(),
    day: text('day').notNull(),
    n: int('n').notNull(),
  },
  (t) => [primaryKey({ columns: [t.agency, t.day] })],
);

/** Pupils who left a school within a school year, with the reason as a code and the dossier that it came from. */
export const departure = pgTable(
  'departure',
  {
    school: text('school').notNull(),
    year: text('year').notNull(),
    student: text('student').notNull(),
    left_on: text('left_on').notNull(),
    why: text('why').notNull(),
    dossier: text('dossier').notNull(),
  },
  (t) => [primaryKey({ columns: [t.school, t.year, t.student] })],
);

/** Where a pupil without a school was found to be; the newest note of a pupil counts. */
export const whereabouts = pgTable(
  'whereabouts',
  {
    id: text('id').primaryKey(),
    student: text('student').notNull(),
    kind: text('kind').notNull(),
    note: text('note').notNull(),
    noted_by: text('noted_by').notNull(),
    noted_at: text('noted_at').notNull(),
  },
  (t) => [index('whereabouts_student').on(t.student)],
);

import {
  bigint,
  boolean,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import * as peopleTables from './people-tables.ts';
import * as syncTables from './sync-tables.ts';
import { ulidIn } from './ulid-in.ts';

/* Every table, described once. Four column kinds only: text, boolean, bigint as number, jsonb.
 * `to-sqlite.ts` builds the SQLite tables from this description; both dialects' migrations come from it.
 * Times are ISO-8601 UTC text. Signed or hashed text lives in `text`, never in `jsonb`, which reorders members. */
const int = (name: string) => bigint(name, { mode: 'number' });

// ── people ────────────────────────────────────────────────────────────────────────────────────────────────
export const { account, assignment, session, refresh_token, throttle, known_device } = peopleTables;

// ── schools ───────────────────────────────────────────────────────────────────────────────────────────────
export const school = pgTable('school', {
  code: text('code').primaryKey(),
  name: text('name').notNull(),
  commune: text('commune').notNull(),
  province: text('province').notNull(),
  province_code: text('province_code').notNull(),
});

export const student = pgTable('student', {
  id: text('id').primaryKey(),
  code: text('code').notNull().unique(),
  personal_id: text('personal_id').unique(),
  name: text('name').notNull(),
  sort_key: text('sort_key').notNull(),
  search_key: text('search_key').notNull(),
  birth_date: text('birth_date').notNull(),
  sex: text('sex').notNull(),
  ethnicity: text('ethnicity').notNull(),
});

export const school_class = pgTable(
  'school_class',
  {
    school: text('school').notNull(),
    year: text('year').notNull(),
    code: text('code').notNull(),
    grade: int('grade').notNull(),
  },
  (t) => [primaryKey({ columns: [t.school, t.year, t.code] })],
);

export const class_subject = pgTable(
  'class_subject',
  {
    school: text('school').notNull(),
    year: text('year').notNull(),
    class: text('class').notNull(),
    subject: text('subject').notNull(),
    regular_marks: int('regular_marks').notNull(),
    /** Of Ngoại ngữ 1 and 2: the language, by ISO 639-1; null while the school has not said it. */
    language: text('language'),
  },
  (t) => [primaryKey({ columns: [t.school, t.year, t.class, t.subject] })],
);

export const enrolment = pgTable(
  'enrolment',
  {
    school: text('school').notNull(),
    year: text('year').notNull(),
    student: text('student')
      .notNull()
      .references(() => student.id),
    class: text('class').notNull(),
    position: int('position').notNull(),
    status: text('status').notNull(),
    joined_on: text('joined_on'),
    /** The day on which a pupil who moved away left; null where no list said it. */
    left_on: text('left_on'),
    exempt: jsonb('exempt').$type<string[]>().notNull(),
    not_assessed: boolean('not_assessed').notNull(),
    /** Subjects of the class that the pupil did not choose; null while nobody said. */
    not_taken: jsonb('not_taken').$type<string[]>(),
  },
  (t) => [
    primaryKey({ columns: [t.school, t.year, t.student] }),
    index('enrolment_class').on(t.school, t.year, t.class),
    index('enrolment_student').on(t.student),
  ],
);

/** Classes that a pupil left for another of the school year; `carried` once the marks have followed. */
export const former_class = pgTable(
  'former_class',
  {
    school: text('school').notNull(),
    year: text('year').notNull(),
    student: text('student').notNull(),
    class: text('class').notNull(),
    carried: boolean('carried').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.school, t.year, t.student, t.class] }),
    index('former_class_of').on(t.school, t.year, t.class),
  ],
);

// ── replication: knows nothing of schools ─────────────────────────────────────────────────────────────────
export const { sync_db, sync_doc, sync_rev, sync_local, sync_att, sync_quarantine, sync_quota } = syncTables;

// ── records ───────────────────────────────────────────────────────────────────────────────────────────────
/** The submission log: who said what, when; chained, so that a later deletion shows. Must never be lost. */
export const submission = pgTable(
  'submission',
  {
    db: text('db').notNull(),
    seq: int('seq').notNull(),
    doc: text('doc').notNull(),
    kind: text('kind').notNull(),
    dev: text('dev').notNull(),
    n: int('n').notNull(),
    account: text('account').notNull(),
    received_at: text('received_at').notNull(),
    body: text('body').notNull(),
    /** The revision it was sent with; unknown of rows older than this column and of what no device sent. */
    rev: text('rev'),
  },
  (t) => [
    primaryKey({ columns: [t.db, t.seq] }),
    uniqueIndex('submission_doc').on(t.db, ulidIn(t.doc), t.doc),
    index('submission_device').on(t.db, t.dev, t.n),
  ],
);

/** How far the projector has come in a database's submissions, and the chain of what it has read. */
export const projection = pgTable('projection', {
  db: text('db').primaryKey(),
  seq: int('seq').notNull(),
  chain: text('chain').notNull(),
});

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

// ── issuing ───────────────────────────────────────────────────────────────────────────────────────────────
/** What will be signed, frozen and stored before it is signed. `record` is school-year and pupil. */
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

/** Who did and who looked: chained hashes, written in the same commit as the act. */
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
    index('audit_actor').on(t.actor, t.at),
    index('audit_action').on(t.action, t.at),
  ],
);

// ── look-up ───────────────────────────────────────────────────────────────────────────────────────────────
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

// ── the installation ──────────────────────────────────────────────────────────────────────────────────────
/** Single facts of the installation, `epoch` among them. */
export const setting = pgTable('setting', { key: text('key').primaryKey(), value: text('value').notNull() });

/** Gap-free numbers raised in the same commit as what they number. */
export const counter = pgTable('counter', { name: text('name').primaryKey(), value: int('value').notNull() });

import { boolean, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { int } from '../columns.ts';

/* Guardians, what they sign in with, and whose guardians they are. */

/** An adult's own account; nobody shares one. */
export const guardian = pgTable('guardian', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  language: text('language').notNull(),
  pin_hash: text('pin_hash').notNull(),
  disabled: boolean('disabled').notNull(),
  security_version: int('security_version').notNull(),
  created_at: text('created_at').notNull(),
});

/** Phone numbers and mail addresses; several accounts may share one. */
export const guardian_contact = pgTable(
  'guardian_contact',
  {
    guardian: text('guardian').notNull(),
    kind: text('kind').notNull(),
    value: text('value').notNull(),
    verified_at: text('verified_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.guardian, t.kind, t.value] }),
    index('guardian_contact_value').on(t.kind, t.value),
  ],
);

export const guardian_session = pgTable(
  'guardian_session',
  {
    id: text('id').primaryKey(),
    guardian: text('guardian').notNull(),
    created_at: text('created_at').notNull(),
    last_used_at: text('last_used_at').notNull(),
    expires_at: text('expires_at').notNull(),
    /** Seconds of silence after which the session ends: few on a phone that others use too. */
    idle_seconds: int('idle_seconds').notNull(),
    ended_at: text('ended_at'),
    /** A MAC over the secret of the cookie and these facts: rows alone open nothing. */
    proof: text('proof').notNull(),
  },
  (t) => [index('guardian_session_guardian').on(t.guardian)],
);

/** A guardian of a pupil; `seal` is a MAC over the row, so that a row made past the registry opens nothing. */
export const guardian_link = pgTable(
  'guardian_link',
  {
    id: text('id').primaryKey(),
    guardian: text('guardian').notNull(),
    student: text('student').notNull(),
    relation: text('relation').notNull(),
    /** How it is known: `slip` of the school, or `office` where a person at the school entered it. */
    source: text('source').notNull(),
    evidence: text('evidence'),
    valid_from: text('valid_from').notNull(),
    valid_until: text('valid_until'),
    may_see: boolean('may_see').notNull(),
    may_ask: boolean('may_ask').notNull(),
    may_decide: boolean('may_decide').notNull(),
    gets_messages: boolean('gets_messages').notNull(),
    /** Ids of the orders that a second person has confirmed against it, as JSON; null when there is none. One that is then not found closes the link. */
    limits: text('limits'),
    ended_at: text('ended_at'),
    version: int('version').notNull(),
    seal: text('seal').notNull(),
  },
  (t) => [index('guardian_link_guardian').on(t.guardian), index('guardian_link_student').on(t.student)],
);

/** A court's order or a custody paper that limits a guardian's view of a pupil; `seal` is a MAC over the row. */
export const guardian_restriction = pgTable(
  'guardian_restriction',
  {
    id: text('id').primaryKey(),
    guardian: text('guardian').notNull(),
    student: text('student').notNull(),
    /** The school whose office entered it. */
    school: text('school').notNull(),
    kind: text('kind').notNull(),
    document: text('document').notNull(),
    valid_from: text('valid_from').notNull(),
    valid_until: text('valid_until'),
    /** `proposed`, `confirmed`, `ending` (in force until the second person agrees), `ended`, `declined`. */
    state: text('state').notNull(),
    proposed_by: text('proposed_by').notNull(),
    proposed_at: text('proposed_at').notNull(),
    confirmed_by: text('confirmed_by'),
    confirmed_at: text('confirmed_at'),
    end_asked_by: text('end_asked_by'),
    end_reason: text('end_reason'),
    ended_at: text('ended_at'),
    version: int('version').notNull(),
    seal: text('seal').notNull(),
  },
  (t) => [
    index('guardian_restriction_guardian').on(t.guardian),
    index('guardian_restriction_student').on(t.student),
  ],
);

/** A code that a school printed for a guardian, only as HMAC-SHA-256 with a pepper kept outside the database. */
export const link_code = pgTable(
  'link_code',
  {
    id: text('id').primaryKey(),
    student: text('student').notNull(),
    school: text('school').notNull(),
    hash: text('hash').notNull(),
    /** Stated by the school for relations that need a paper; null where the family says it. */
    relation: text('relation'),
    evidence: text('evidence'),
    valid_until: text('valid_until'),
    /** The account that it gives a new phone and PIN; null where it links a further guardian. */
    guardian: text('guardian'),
    issued_by: text('issued_by').notNull(),
    created_at: text('created_at').notNull(),
    expires_at: text('expires_at').notNull(),
    failures: int('failures').notNull(),
    used_at: text('used_at'),
    version: int('version').notNull(),
  },
  (t) => [index('link_code_student').on(t.student)],
);

/** One way in that is being walked: the one-time code that was sent, and what it is for. */
export const guardian_challenge = pgTable(
  'guardian_challenge',
  {
    id: text('id').primaryKey(),
    kind: text('kind'),
    value: text('value'),
    code_hash: text('code_hash'),
    /** The slip that was shown before, on the way to a new account or a further child. */
    link_code: text('link_code'),
    created_at: text('created_at').notNull(),
    expires_at: text('expires_at').notNull(),
    failures: int('failures').notNull(),
    verified_at: text('verified_at'),
    version: int('version').notNull(),
  },
  (t) => [index('guardian_challenge_expires').on(t.expires_at)],
);

/** A link to chosen years of a record; `seal` is a MAC over what it opens, so that an edited row opens nothing. */
export const record_share = pgTable(
  'record_share',
  {
    id: text('id').primaryKey(),
    guardian: text('guardian').notNull(),
    student: text('student').notNull(),
    purpose: text('purpose').notNull(),
    years: jsonb('years').$type<string[]>().notNull(),
    pin_hash: text('pin_hash').notNull(),
    may_download: boolean('may_download').notNull(),
    /** The child's own agreement beside the guardian's; null where the child is younger than seven. */
    child_agreed_at: text('child_agreed_at'),
    created_at: text('created_at').notNull(),
    /** Later than made where another guardian decides too. */
    opens_at: text('opens_at').notNull(),
    ends_at: text('ends_at').notNull(),
    objected_by: text('objected_by'),
    objected_at: text('objected_at'),
    objection: text('objection'),
    /** `allowed` or `stopped` by a person of the school; null while nobody has settled it. */
    settled_as: text('settled_as'),
    settled_by: text('settled_by'),
    settled_at: text('settled_at'),
    settlement: text('settlement'),
    stopped_at: text('stopped_at'),
    failures: int('failures').notNull(),
    views: int('views').notNull(),
    version: int('version').notNull(),
    seal: text('seal').notNull(),
  },
  (t) => [index('record_share_student').on(t.student), index('record_share_objected').on(t.objected_at)],
);

/** A paper for a family without a phone, only as HMAC-SHA-256 of its code with a pepper kept outside the database. */
export const record_slip = pgTable(
  'record_slip',
  {
    id: text('id').primaryKey(),
    hash: text('hash').notNull().unique(),
    student: text('student').notNull(),
    school: text('school').notNull(),
    issued_by: text('issued_by').notNull(),
    created_at: text('created_at').notNull(),
    expires_at: text('expires_at').notNull(),
  },
  (t) => [index('record_slip_student').on(t.student)],
);

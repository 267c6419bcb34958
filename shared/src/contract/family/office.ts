import { type Static, Type } from 'typebox';
import { LocalDate } from '../../calendar/local-date.ts';
import { GuardianId, GuardianRights, LinkId, Relation } from '../../school/guardians.ts';
import { Instant, StudentCode, StudentId } from '../../school/identifiers.ts';
import { closed, nullable } from '../../school/members.ts';
import { PersonName } from '../../school/names.ts';
import { RestrictionId, RestrictionKind, RestrictionState } from '../../school/restrictions.ts';
import type { Endpoint } from '../endpoint.ts';
import { LinkCode } from './sign-in.ts';

/* Guardians of a pupil and orders about them, for the office of the school where the pupil studies now. */

/** A reason, or the number and date of a paper, as the office types it. */
const Note = Type.String({ minLength: 1, maxLength: 300 });

/** A guardian of a pupil as the office sees it. */
export const PupilGuardian = Type.Object(
  {
    link: LinkId,
    guardian: GuardianId,
    name: PersonName,
    relation: Relation,
    /** By a slip that the family filled in, or by one on which the office stated the relation. */
    source: Type.Union([Type.Literal('slip'), Type.Literal('office')]),
    evidence: nullable(Note),
    since: Instant,
    until: nullable(Instant),
    endedAt: nullable(Instant),
    rights: GuardianRights,
    /** Phone numbers and mail addresses, masked. */
    contacts: Type.Array(Type.String({ maxLength: 254 }), { maxItems: 20 }),
    lastSeenAt: nullable(Instant),
    /** The order that limits this guardian now. */
    limit: nullable(RestrictionKind),
  },
  closed,
);
export type PupilGuardian = Static<typeof PupilGuardian>;

/** An order about a guardian, or a proposal of one. */
export const GuardianOrder = Type.Object(
  {
    id: RestrictionId,
    guardian: GuardianId,
    kind: RestrictionKind,
    document: Note,
    from: Instant,
    until: nullable(Instant),
    state: RestrictionState,
    proposedBy: Type.String({ maxLength: 200 }),
    proposedAt: Instant,
    confirmedBy: nullable(Type.String({ maxLength: 200 })),
    endReason: nullable(Note),
    endedAt: nullable(Instant),
    isInForce: Type.Boolean(),
    /** Whether the caller may be the second person of what waits. */
    mayDecide: Type.Boolean(),
  },
  closed,
);
export type GuardianOrder = Static<typeof GuardianOrder>;

export const PupilGuardians = Type.Object(
  {
    student: StudentId,
    code: StudentCode,
    name: PersonName,
    guardians: Type.Array(PupilGuardian, { maxItems: 200 }),
    orders: Type.Array(GuardianOrder, { maxItems: 200 }),
    /** Slips that could still be used. */
    openSlips: Type.Integer({ minimum: 0 }),
  },
  closed,
);
export type PupilGuardians = Static<typeof PupilGuardians>;

/** A slip for one guardian, told once. */
export const GuardianSlip = Type.Object(
  { code: LinkCode, studentCode: StudentCode, name: PersonName, expiresAt: Instant },
  closed,
);
export type GuardianSlip = Static<typeof GuardianSlip>;

const ofPupil = Type.Object({ student: StudentId }, closed);
const ofLink = Type.Object({ student: StudentId, link: LinkId }, closed);
const ofOrder = Type.Object({ student: StudentId, order: RestrictionId }, closed);
const because = Type.Object({ reason: Note }, closed);

export const listPupilGuardians = {
  method: 'GET',
  path: '/pupils/:student/guardians',
  summary: 'Guardians of a pupil of the own school, and orders about them',
  access: ['clerk', 'head'],
  params: ofPupil,
  response: PupilGuardians,
} as const satisfies Endpoint;

export const endGuardianLink = {
  method: 'POST',
  path: '/pupils/:student/guardians/:link/end',
  summary: 'End a guardian’s link to a pupil; the account loses sight with the next request',
  access: ['clerk', 'head'],
  params: ofLink,
  body: because,
  response: PupilGuardians,
} as const satisfies Endpoint;

export const setGuardianRights = {
  method: 'POST',
  path: '/pupils/:student/guardians/:link/rights',
  summary: 'Set what a guardian may do for a pupil',
  access: ['clerk', 'head'],
  params: ofLink,
  /** With the paper that the office has seen, by number and date. */
  body: Type.Object({ rights: GuardianRights, evidence: Note }, closed),
  response: PupilGuardians,
} as const satisfies Endpoint;

export const renewGuardian = {
  method: 'POST',
  path: '/pupils/:student/guardians/:link/slip',
  summary: 'Make a slip by which a known guardian gives the account a new phone and PIN, told once',
  access: ['clerk', 'head'],
  params: ofLink,
  body: Type.Object({}, closed),
  response: GuardianSlip,
} as const satisfies Endpoint;

export const issueGuardianSlip = {
  method: 'POST',
  path: '/pupils/:student/guardian-slips',
  summary: 'Make a slip for one guardian whose relation the office has seen a paper about, told once',
  access: ['clerk', 'head'],
  params: ofPupil,
  body: Type.Object(
    {
      relation: Relation,
      /** The paper by number and date. */
      evidence: Note,
      /** The last day of a deputy, who acts for a limited time. */
      until: nullable(LocalDate),
    },
    closed,
  ),
  response: GuardianSlip,
} as const satisfies Endpoint;

export const proposeOrder = {
  method: 'POST',
  path: '/pupils/:student/orders',
  summary: 'Propose an order about a guardian; it takes effect when a second person confirms it',
  access: ['clerk', 'head'],
  params: ofPupil,
  body: Type.Object(
    {
      link: LinkId,
      kind: RestrictionKind,
      document: Note,
      /** The first day; null from the confirmation on. */
      from: nullable(LocalDate),
      /** The last day; null until it is ended. */
      until: nullable(LocalDate),
    },
    closed,
  ),
  response: PupilGuardians,
} as const satisfies Endpoint;

export const decideOrder = {
  method: 'POST',
  path: '/pupils/:student/orders/:order/decide',
  summary: 'Confirm or decline, as the second person, an order or its end',
  access: ['clerk', 'head'],
  params: ofOrder,
  body: Type.Object({ decision: Type.Union([Type.Literal('confirm'), Type.Literal('decline')]) }, closed),
  response: PupilGuardians,
} as const satisfies Endpoint;

export const endOrder = {
  method: 'POST',
  path: '/pupils/:student/orders/:order/end',
  summary: 'Ask for the end of an order, by agreement; it holds until a second person confirms',
  access: ['clerk', 'head'],
  params: ofOrder,
  body: because,
  response: PupilGuardians,
} as const satisfies Endpoint;

import { type Static, Type } from 'typebox';
import { Instant, PersonalId, SchoolCode, StudentCode } from '../../school/identifiers.ts';
import { PersonName } from '../../school/names.ts';
import { BirthDate } from '../../school/pupil/birth-date.ts';
import { MAX_LENGTH } from '../../text/plain-text.ts';
import type { Endpoint } from '../endpoint.ts';
import { GrantId, Purpose } from '../look-up.ts';

const closed = { additionalProperties: false };

/** The handle of one request; it names no pupil. */
export const RequestId = Type.String({ pattern: '^[0-9A-Za-z_-]{22}$', maxLength: 22 });

/** Why a school asks without the family's code. */
export const LegalGround = Type.Union([
  Type.Literal('transfer-filed'),
  Type.Literal('guardian-away'),
  Type.Literal('child-protection'),
  Type.Literal('authority'),
]);
export type LegalGround = Static<typeof LegalGround>;

/** All legal grounds, in the order of the list that a school chooses from. */
export const LEGAL_GROUNDS: readonly LegalGround[] = [
  'transfer-filed',
  'guardian-away',
  'child-protection',
  'authority',
];

/** How a request stands: a person at the department decides, and nothing is answered before. */
export const RequestState = Type.Union([
  Type.Literal('waiting'),
  Type.Literal('granted'),
  Type.Literal('refused'),
]);
export type RequestState = Static<typeof RequestState>;

/** The shortest reason that says anything, in characters. */
export const SHORTEST_REASON = 10;
const Reason = Type.String({ minLength: SHORTEST_REASON, maxLength: MAX_LENGTH.remark });

const ASKED = {
  studentId: Type.Union([StudentCode, PersonalId]),
  name: PersonName,
  birthDate: BirthDate,
  purpose: Purpose,
  ground: LegalGround,
  reason: Reason,
};

/** Whether the register holds what a school typed. Only the department is told, for a request that waits. */
const Match = Type.Object({ found: Type.Boolean(), name: Type.Boolean(), birthDate: Type.Boolean() }, closed);

/** One request as its school and the department see it. */
export const LookUpRequest = Type.Object(
  {
    id: RequestId,
    ...ASKED,
    school: Type.Object({ code: SchoolCode, name: Type.String({ maxLength: MAX_LENGTH.school }) }, closed),
    askedBy: PersonName,
    askedAt: Instant,
    state: RequestState,
    decidedBy: Type.Optional(PersonName),
    decidedAt: Type.Optional(Instant),
    /** Why it was refused. */
    answer: Type.Optional(Reason),
    /** The handle that opens the records, for the school that asked and while the grant holds. */
    grant: Type.Optional(GrantId),
    match: Type.Optional(Match),
  },
  closed,
);
export type LookUpRequest = Static<typeof LookUpRequest>;

export const askWithoutCode = {
  method: 'POST',
  path: '/lookup-requests',
  summary: 'Ask the department for a pupil’s records without the family’s code',
  access: ['clerk', 'head'],
  body: Type.Object(ASKED, closed),
  response: Type.Object({ id: RequestId, askedAt: Instant }, closed),
} as const satisfies Endpoint;

export const listLookUpRequests = {
  method: 'GET',
  path: '/lookup-requests',
  summary: 'Requests without a code of the last thirty days: the own school’s, or all for the department',
  access: ['clerk', 'head', 'department'],
  response: Type.Object({ requests: Type.Array(LookUpRequest, { maxItems: 200 }) }, closed),
} as const satisfies Endpoint;

export const decideLookUpRequest = {
  method: 'POST',
  path: '/lookup-requests/:request/decision',
  summary: 'Grant a request without a code, or refuse it with a reason',
  access: ['department'],
  params: Type.Object({ request: RequestId }, closed),
  body: Type.Union([
    Type.Object({ decision: Type.Literal('grant') }, closed),
    Type.Object({ decision: Type.Literal('refuse'), answer: Reason }, closed),
  ]),
  response: Type.Object({ state: RequestState }, closed),
} as const satisfies Endpoint;

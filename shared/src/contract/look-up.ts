import { type Static, Type } from 'typebox';
import { Bundle } from '../credential/bundle/bundle.ts';
import { Instant, PersonalId, SchoolCode, StudentCode } from '../school/identifiers.ts';
import { PersonName } from '../school/names.ts';
import { BirthDate } from '../school/pupil/birth-date.ts';
import type { Endpoint } from './endpoint.ts';

const closed = { additionalProperties: false };

/** A guardian's one-time code: ten characters without look-alikes (no 0, 1, I, L, O). */
export const ConsentCode = Type.String({ pattern: '^[2-9A-HJKMNP-Z]{10}$', maxLength: 10 });

/** The handle of one granted look-up; it names no pupil. */
export const GrantId = Type.String({ pattern: '^[0-9A-Za-z_-]{16,64}$', maxLength: 64 });

/** Why a receiving school looks. */
export const Purpose = Type.Union([
  Type.Literal('transfer'),
  Type.Literal('admission'),
  Type.Literal('confirmation'),
]);
export type Purpose = Static<typeof Purpose>;

/** How long a guardian's code holds. */
export const CONSENT_CODE_HOURS = 72;

export const issueConsentCode = {
  method: 'POST',
  path: '/consent-codes',
  summary: 'Issue a one-time code for a pupil of the own school, for one receiving school',
  access: ['clerk', 'head'],
  body: Type.Object({ studentCode: StudentCode, school: SchoolCode }, closed),
  response: Type.Object({ code: ConsentCode, expiresAt: Instant }, closed),
} as const satisfies Endpoint;

export const lookUp = {
  method: 'POST',
  path: '/lookups',
  summary: 'A pupil’s signed records, for the guardian’s code; every refusal looks the same',
  access: ['clerk', 'head'],
  body: Type.Object(
    {
      studentId: Type.Union([StudentCode, PersonalId]),
      birthDate: BirthDate,
      code: ConsentCode,
      purpose: Purpose,
    },
    closed,
  ),
  response: Type.Object({ grant: GrantId, expiresAt: Instant, bundle: Bundle }, closed),
} as const satisfies Endpoint;

/** A look-up of the own account that still holds, with the pupil's name: after a lost answer it is the way back. */
export const OpenLookUp = Type.Object(
  { grant: GrantId, at: Instant, expiresAt: Instant, name: PersonName },
  closed,
);
export type OpenLookUp = Static<typeof OpenLookUp>;

export const listOpenLookUps = {
  method: 'GET',
  path: '/lookups',
  summary: 'Look-ups of the own account that were granted and still hold, newest first',
  access: ['clerk', 'head'],
  response: Type.Object({ lookUps: Type.Array(OpenLookUp, { maxItems: 100 }) }, closed),
} as const satisfies Endpoint;

export const getBundle = {
  method: 'GET',
  path: '/lookups/:grant/bundle',
  summary: 'The signed records of a granted look-up once more',
  access: ['clerk', 'head'],
  params: Type.Object({ grant: GrantId }, closed),
  response: Bundle,
} as const satisfies Endpoint;

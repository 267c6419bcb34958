import { type Static, Type } from 'typebox';
import { Enrolment } from '../../credential/enrolment/confirmation.ts';
import { ENROLMENT_JWS } from '../../credential/jws/kinds.ts';
import { Instant, StudentId } from '../../school/identifiers.ts';
import { closed, nullable } from '../../school/members.ts';
import type { Endpoint } from '../endpoint.ts';
import { FamilyFrame } from '../family/child.ts';
import { FormProblem, Next } from '../family/sign-in.ts';

/* The confirmation that a pupil is enrolled (Decree 88/2026), for a family and for the office of the pupil's school. */

const Jws = Type.String({ maxLength: ENROLMENT_JWS.maxLength });

/** A confirmation: the signed text and what it says. */
export const Confirmation = Type.Object(
  { jws: Jws, enrolment: Enrolment, issuedAt: Instant, validUntil: Instant },
  closed,
);
export type Confirmation = Static<typeof Confirmation>;

/** The page of a child's confirmation: the newest one that holds and fits where the child studies now. */
export const EnrolmentPage = Type.Object(
  {
    page: Type.Literal('enrolment'),
    frame: FamilyFrame,
    confirmation: nullable(Confirmation),
    /** The address of the public check with the signed text behind its `#`, for the QR code; empty without one. */
    address: Type.String({ maxLength: 5000 }),
    mayAsk: Type.Boolean(),
    newestYear: nullable(Type.String({ maxLength: 9 })),
    problem: nullable(FormProblem),
  },
  closed,
);
export type EnrolmentPage = Static<typeof EnrolmentPage>;

const ofChild = Type.Object({ student: StudentId }, closed);

export const enrolmentPage = {
  method: 'GET',
  path: '/family/children/:student/enrolment',
  summary: 'The newest confirmation of a child’s enrolment, as a page to print',
  access: 'guardian',
  params: ofChild,
  response: EnrolmentPage,
} as const satisfies Endpoint;

export const askConfirmation = {
  method: 'POST',
  path: '/family/children/:student/enrolment',
  summary: 'Have a confirmation of a child’s enrolment signed now, valid 30 days',
  access: 'guardian',
  params: ofChild,
  body: Type.Object({}, closed),
  response: Next,
} as const satisfies Endpoint;

export const confirmationFile = {
  method: 'GET',
  path: '/family/children/:student/enrolment/file',
  summary: 'The newest confirmation of a child’s enrolment as a signed text that everybody can check',
  access: 'guardian',
  params: ofChild,
  response: Jws,
  produces: 'application/jose',
} as const satisfies Endpoint;

export const confirmEnrolment = {
  method: 'POST',
  path: '/pupils/:student/enrolment',
  summary: 'Have a confirmation of enrolment of a pupil of the own school signed now, valid 30 days',
  access: ['clerk', 'head'],
  params: ofChild,
  body: Type.Object({}, closed),
  response: Confirmation,
} as const satisfies Endpoint;

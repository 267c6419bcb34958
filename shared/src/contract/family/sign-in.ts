import { type Static, Type } from 'typebox';
import { PROBLEMS, type ProblemCode } from '../../problems.ts';
import { Relation } from '../../school/guardians.ts';
import { PersonalId, StudentCode } from '../../school/identifiers.ts';
import { closed, nullable } from '../../school/members.ts';
import { PersonName } from '../../school/names.ts';
import { BirthDate } from '../../school/pupil/birth-date.ts';
import { Language } from '../../text/language.ts';
import type { Endpoint } from '../endpoint.ts';

/*
 * How a guardian comes in. Each endpoint is a page or a form of it: browsers get HTML, programs that ask for JSON get the
 * view that the page is made of. Forms come urlencoded or as JSON; a form that was taken answers where to go next.
 */

/** Why the page is shown again: a code of the catalogue, and the seconds to wait where there is a pause. */
export const FormProblem = Type.Object(
  {
    code: Type.Unsafe<ProblemCode>({ type: 'string', enum: Object.keys(PROBLEMS) }),
    retryAfterSeconds: nullable(Type.Integer({ minimum: 1 })),
  },
  closed,
);
export type FormProblem = Static<typeof FormProblem>;

/** Where the browser goes after a form was taken. */
export const Next = Type.Object({ next: Type.String({ pattern: '^/family(/|$)', maxLength: 200 }) }, closed);
export type Next = Static<typeof Next>;

/** The six digits that were sent. */
export const OneTimeCode = Type.String({ pattern: '^[0-9]{6}$', maxLength: 6 });
/** The six digits that the guardian chose. */
export const Pin = Type.String({ pattern: '^[0-9]{6}$', maxLength: 6 });
/** A tick: forms send `on` or nothing. */
const Tick = Type.Optional(Type.Literal('on'));
const ContactText = Type.String({ minLength: 1, maxLength: 254 });

/** The page on which a guardian signs in, in three steps. */
export const SignInPage = Type.Object(
  {
    page: Type.Literal('sign-in'),
    step: Type.Union([Type.Literal('contact'), Type.Literal('code'), Type.Literal('pin')]),
    /** The contact so far, masked. */
    sentTo: nullable(Type.String({ maxLength: 254 })),
    /** Whether guardians may come in through an identity provider. */
    provider: Type.Boolean(),
    problem: nullable(FormProblem),
  },
  closed,
);
export type SignInPage = Static<typeof SignInPage>;

export const signInPage = {
  method: 'GET',
  path: '/family/sign-in',
  summary: 'The page on which a guardian signs in',
  access: 'public',
  query: Type.Object({ step: Type.Optional(Type.Literal('contact')) }, closed),
  response: SignInPage,
} as const satisfies Endpoint;

export const askForCode = {
  method: 'POST',
  path: '/family/sign-in',
  summary:
    'Send a one-time code to a guardian’s phone or mail address; the answer tells nothing of the account',
  access: 'public',
  body: Type.Object({ contact: ContactText }, closed),
  response: Next,
} as const satisfies Endpoint;

export const giveCode = {
  method: 'POST',
  path: '/family/sign-in/code',
  summary: 'Give the one-time code that was sent',
  access: 'public',
  body: Type.Object({ code: OneTimeCode }, closed),
  response: Next,
} as const satisfies Endpoint;

export const givePin = {
  method: 'POST',
  path: '/family/sign-in/pin',
  summary: 'Give the own PIN and open a session; several accounts may share a phone',
  access: 'public',
  body: Type.Object({ pin: Pin, shared: Tick }, closed),
  response: Next,
} as const satisfies Endpoint;

export const leave = {
  method: 'POST',
  path: '/family/sign-out',
  summary: 'End the guardian’s session',
  access: 'guardian',
  body: Type.Object({}, closed),
  response: Next,
} as const satisfies Endpoint;

/** Leads back to the page on which the language was chosen. */
export const chooseLanguage = {
  method: 'POST',
  path: '/family/language',
  summary: 'Choose the language of families’ pages in this browser',
  access: 'public',
  body: Type.Object({ language: Language, ...Next.properties }, closed),
  response: Next,
} as const satisfies Endpoint;

/** The page on which a family uses a slip of the school, in three steps, or two when somebody is signed in. */
export const JoinPage = Type.Object(
  {
    page: Type.Literal('join'),
    step: Type.Union([
      Type.Literal('slip'),
      Type.Literal('contact'),
      Type.Literal('account'),
      Type.Literal('child'),
    ]),
    /** Stated by the school on the slip; null where the family says it. */
    relation: nullable(Relation),
    /** The slip gives a known account a new phone and PIN; then nothing is asked but these. */
    renews: Type.Boolean(),
    sentTo: nullable(Type.String({ maxLength: 254 })),
    problem: nullable(FormProblem),
  },
  closed,
);
export type JoinPage = Static<typeof JoinPage>;

export const joinPage = {
  method: 'GET',
  path: '/family/join',
  summary: 'The page on which a family uses a slip of the school',
  access: 'public',
  query: Type.Object({ step: Type.Optional(Type.Literal('slip')) }, closed),
  response: JoinPage,
} as const satisfies Endpoint;

/** The code of a slip: ten letters and digits without look-alikes. */
export const LinkCode = Type.String({ pattern: '^[2-9A-HJKMNP-Z]{10}$', maxLength: 10 });

export const showSlip = {
  method: 'POST',
  path: '/family/join',
  summary: 'Show the school’s slip with the child’s number and birth date; every refusal looks the same',
  access: 'public',
  body: Type.Object(
    { code: LinkCode, studentId: Type.Union([StudentCode, PersonalId]), birthDate: BirthDate },
    closed,
  ),
  response: Next,
} as const satisfies Endpoint;

export const joinContact = {
  method: 'POST',
  path: '/family/join/contact',
  summary: 'Send a one-time code to the contact of a new account',
  access: 'public',
  body: Type.Object({ contact: ContactText }, closed),
  response: Next,
} as const satisfies Endpoint;

export const joinAccount = {
  method: 'POST',
  path: '/family/join/account',
  summary: 'Make a guardian’s account and link the child of the slip',
  access: 'public',
  body: Type.Object(
    {
      code: OneTimeCode,
      /** Left out when the slip renews a known account. */
      name: Type.Optional(PersonName),
      relation: Type.Optional(Relation),
      pin: Pin,
      shared: Tick,
    },
    closed,
  ),
  response: Next,
} as const satisfies Endpoint;

export const joinChild = {
  method: 'POST',
  path: '/family/join/child',
  summary: 'Link the child of the slip to the account that is signed in',
  access: 'guardian',
  body: Type.Object({ relation: Type.Optional(Relation) }, closed),
  response: Next,
} as const satisfies Endpoint;

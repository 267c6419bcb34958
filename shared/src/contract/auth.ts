import { type Static, Type } from 'typebox';
import { LiftReading } from '../regulations/policy.ts';
import { AccountName, SchoolYear } from '../school/identifiers.ts';
import { PersonName, School } from '../school/names.ts';
import { AssignmentKey, Role } from '../school/roles.ts';
import type { Endpoint } from './endpoint.ts';

const closed = { additionalProperties: false };

/** The account that is signed in, and what the screen may offer. */
export const Me = Type.Object(
  {
    account: AccountName,
    displayName: PersonName,
    role: Role,
    school: Type.Union([School, Type.Null()]),
    /** School years of the school, newest first. */
    years: Type.Array(SchoolYear, { maxItems: 100 }),
    assignments: Type.Array(AssignmentKey, { maxItems: 1000 }),
    scopeVersion: Type.Integer({ minimum: 0 }),
    demo: Type.Boolean(),
    /** The reading of the one-subject lift the registry computes by; a device that explains a record needs it. */
    lift: Type.Optional(LiftReading),
    /** Days without contact after which a device asks for the password before it shows pupils; 0 for never. */
    askAfterDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 365 })),
  },
  closed,
);
export type Me = Static<typeof Me>;

/** A new access token; the refresh token travels beside it as a cookie that no script can read. */
export const SignedIn = Type.Object(
  {
    accessToken: Type.String({ maxLength: 2048 }),
    expiresInSeconds: Type.Integer({ minimum: 1 }),
    mustChangePassword: Type.Boolean(),
    me: Me,
  },
  closed,
);
export type SignedIn = Static<typeof SignedIn>;

/** A password in transit; what a new one must fulfil is the registry's rule, not the schema's. */
const Password = Type.String({ minLength: 1, maxLength: 128 });

export const signIn = {
  method: 'POST',
  path: '/auth/sign-in',
  summary: 'Sign in with account and password',
  access: 'public',
  body: Type.Object({ account: AccountName, password: Password }, closed),
  response: SignedIn,
} as const satisfies Endpoint;

/** Forms and images of other sites cannot send this header; the refresh route asks for it. */
export const REFRESH_HEADER = 'x-hocba-refresh';

export const refresh = {
  method: 'POST',
  path: '/auth/refresh',
  summary: 'Exchange the refresh cookie for a new access token and the next cookie',
  access: 'public',
  response: SignedIn,
} as const satisfies Endpoint;

export const signOut = {
  method: 'POST',
  path: '/auth/sign-out',
  summary: 'End this session',
  access: 'signed-in',
  response: Type.Object({ signedOut: Type.Literal(true) }, closed),
} as const satisfies Endpoint;

/** Ends a session by its cookie, because a person who signed out without a network has no access token any more. */
export const endSession = {
  method: 'POST',
  path: '/auth/sign-out/owed',
  summary:
    'End the session of the refresh cookie, for a device whose person signed out while it had no network',
  access: 'public',
  body: Type.Object({ account: AccountName }, closed),
  response: Type.Object({ signedOut: Type.Literal(true) }, closed),
} as const satisfies Endpoint;

export const changePassword = {
  method: 'POST',
  path: '/auth/password',
  summary: 'Change the own password; ends every other session of the account',
  access: 'signed-in',
  body: Type.Object({ current: Password, next: Password }, closed),
  response: SignedIn,
} as const satisfies Endpoint;

export const me = {
  method: 'GET',
  path: '/auth/me',
  summary: 'Who is signed in',
  access: 'signed-in',
  response: Me,
} as const satisfies Endpoint;

import { type Static, Type } from 'typebox';
import { closed, nullable } from '../../school/members.ts';
import type { Endpoint } from '../endpoint.ts';
import { FormProblem, Next } from './sign-in.ts';

/*
 * How a guardian comes in through an identity provider (OpenID Connect, such as VNeID). The link to a child still needs the
 * school's slip.
 */

/** The words behind the callback address, as the provider sent the browser back with them. */
const Answer = Type.String({ maxLength: 4000 });

/** The page to which the provider sends the browser back: a button, because cookies come along with it alone. */
export const IdentityPage = Type.Object(
  { page: Type.Literal('identity'), answer: Answer, problem: nullable(FormProblem) },
  closed,
);
export type IdentityPage = Static<typeof IdentityPage>;

export const goToProvider = {
  method: 'GET',
  path: '/family/identity',
  summary: 'Go to the identity provider; NOT_FOUND where the registry has none',
  access: 'public',
  response: Type.Object({ address: Type.String({ maxLength: 4000 }) }, closed),
} as const satisfies Endpoint;

export const identityPage = {
  method: 'GET',
  path: '/family/identity/back',
  summary: 'The page to which the identity provider sends the browser back',
  access: 'public',
  response: IdentityPage,
} as const satisfies Endpoint;

export const comeIn = {
  method: 'POST',
  path: '/family/identity',
  summary:
    'Open a session for the person whom the identity provider has confirmed; a new one gets an account',
  access: 'public',
  body: Type.Object({ answer: Answer, shared: Type.Optional(Type.Literal('on')) }, closed),
  response: Next,
} as const satisfies Endpoint;

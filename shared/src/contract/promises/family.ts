import { type Static, Type } from 'typebox';
import { PromiseKind, PromiseStage } from '../../lifecycle/promise/promise.ts';
import { Instant, LocalDate, StudentId } from '../../school/identifiers.ts';
import { closed, nullable } from '../../school/members.ts';
import type { Endpoint } from '../endpoint.ts';
import { FamilyFrame } from '../family/child.ts';
import { FormProblem, Next, OneTimeCode } from '../family/sign-in.ts';
import { PromiseId } from './promise.ts';

/* Letters that stand in place of a missing record, as a guardian reads and signs them. */

const Line = Type.String({ maxLength: 1000 });

/** A letter of a child; its words are Vietnamese, since they are what is signed. */
export const FamilyPromise = Type.Object(
  {
    id: PromiseId,
    kind: PromiseKind,
    stage: PromiseStage,
    letter: Type.Object(
      { title: Line, about: Line, addressee: Line, paragraphs: Type.Array(Line, { maxItems: 10 }) },
      closed,
    ),
    due: nullable(Instant),
    /** The day that a commitment names. */
    until: nullable(LocalDate),
    signed: nullable(Type.Object({ name: Line, at: Instant }, closed)),
    answer: nullable(Line),
    /** Whether the caller may sign it now. */
    maySign: Type.Boolean(),
    /** The masked phone or mail address that the newest code goes to; null when none was asked for lately. */
    sentTo: nullable(Type.String({ maxLength: 254 })),
  },
  closed,
);
export type FamilyPromise = Static<typeof FamilyPromise>;

export const PromisesPage = Type.Object(
  {
    page: Type.Literal('promises'),
    frame: FamilyFrame,
    promises: Type.Array(FamilyPromise, { maxItems: 200 }),
    newestYear: nullable(Type.String({ maxLength: 9 })),
    /** The letter whose form has the problem. */
    at: nullable(PromiseId),
    problem: nullable(FormProblem),
  },
  closed,
);
export type PromisesPage = Static<typeof PromisesPage>;

const ofPromise = Type.Object({ student: StudentId, promise: PromiseId }, closed);

export const promisesPage = {
  method: 'GET',
  path: '/family/children/:student/promises',
  summary: 'The letters for missing records of a child',
  access: 'guardian',
  params: Type.Object({ student: StudentId }, closed),
  response: PromisesPage,
} as const satisfies Endpoint;

export const askSigningCode = {
  method: 'POST',
  path: '/family/children/:student/promises/:promise/code',
  summary: 'Send a one-time code to the own phone or mail address, to sign a letter with',
  access: 'guardian',
  params: ofPromise,
  body: Type.Object({}, closed),
  response: Next,
} as const satisfies Endpoint;

export const signPromise = {
  method: 'POST',
  path: '/family/children/:student/promises/:promise/sign',
  summary: 'Sign a letter with the one-time code',
  access: 'guardian',
  params: ofPromise,
  body: Type.Object({ code: OneTimeCode }, closed),
  response: Next,
} as const satisfies Endpoint;

import { type Static, Type } from 'typebox';
import { Instant, SchoolCode, StudentId } from '../../school/identifiers.ts';
import { closed, nullable } from '../../school/members.ts';
import { School } from '../../school/names.ts';
import type { Endpoint } from '../endpoint.ts';
import { ConsentCode } from '../look-up.ts';
import { FamilyFrame } from './child.ts';
import { FormProblem, Next } from './sign-in.ts';

/*
 * A family gives a code to one school, which then sees the signed records once: the agreement to a look-up.
 */

/** The handle of a code; it opens nothing. */
export const CodeId = Type.String({ pattern: '^[0-9A-Za-z_-]{22}$', maxLength: 22 });

/** A code of a child as its family sees it. */
export const FamilyCode = Type.Object(
  {
    id: CodeId,
    school: Type.String({ maxLength: 200 }),
    state: Type.Union([
      Type.Literal('open'),
      Type.Literal('used'),
      Type.Literal('blocked'),
      Type.Literal('over'),
    ]),
    /** Whether the family made it, or the school for the family. */
    byFamily: Type.Boolean(),
    createdAt: Instant,
    endsAt: Instant,
    usedAt: nullable(Instant),
  },
  closed,
);
export type FamilyCode = Static<typeof FamilyCode>;

/** The page of a child's codes; `made` holds a code that was made just now, and never again. */
export const CodesPage = Type.Object(
  {
    page: Type.Literal('codes'),
    frame: FamilyFrame,
    /** The schools that fit what was typed; none before anything was. */
    found: Type.Array(School, { maxItems: 20 }),
    asked: nullable(Type.String({ maxLength: 100 })),
    asksChild: Type.Boolean(),
    mayGive: Type.Boolean(),
    codes: Type.Array(FamilyCode, { maxItems: 200 }),
    made: nullable(Type.Object({ code: ConsentCode, school: School, endsAt: Instant }, closed)),
    newestYear: nullable(Type.String({ maxLength: 9 })),
    problem: nullable(FormProblem),
  },
  closed,
);
export type CodesPage = Static<typeof CodesPage>;

const ofChild = Type.Object({ student: StudentId }, closed);

export const codesPage = {
  method: 'GET',
  path: '/family/children/:student/codes',
  summary: 'The codes of a child for schools, and schools to make one for',
  access: 'guardian',
  params: ofChild,
  query: Type.Object({ school: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })) }, closed),
  response: CodesPage,
} as const satisfies Endpoint;

export const makeCode = {
  method: 'POST',
  path: '/family/children/:student/codes',
  summary: 'Make a code by which one school sees the signed records once; told once',
  access: 'guardian',
  params: ofChild,
  body: Type.Object({ school: SchoolCode, childAgrees: Type.Optional(Type.Literal('on')) }, closed),
  response: CodesPage,
} as const satisfies Endpoint;

export const revokeCode = {
  method: 'POST',
  path: '/family/children/:student/codes/:code/stop',
  summary: 'Take back a code that was not used',
  access: 'guardian',
  params: Type.Object({ student: StudentId, code: CodeId }, closed),
  body: Type.Object({}, closed),
  response: Next,
} as const satisfies Endpoint;

import { type Static, Type } from 'typebox';
import { branded } from '../../branded.ts';
import { Bundle } from '../../credential/bundle/bundle.ts';
import { EventText } from '../../lifecycle/dossier/event.ts';
import { Instant, SchoolYear, StudentId } from '../../school/identifiers.ts';
import { closed, nullable } from '../../school/members.ts';
import type { Endpoint } from '../endpoint.ts';
import { FamilyFrame, SignedRecord } from './child.ts';
import { Settlement } from './quarrels/settlement.ts';
import { FormProblem, Next } from './sign-in.ts';

/*
 * A family shows chosen years of a record to somebody: a link, and a PIN that travels another way. The link alone opens
 * nothing; a share that is stopped or over says so and shows nothing.
 */

/** The handle of a share; it names no pupil. */
export const ShareId = branded<'ShareId'>('^[0-9A-Za-z_-]{22}$', 22);
export type ShareId = Static<typeof ShareId>;

/** The six digits without which a link opens nothing. */
export const SharePin = Type.String({ pattern: '^[0-9]{6}$', maxLength: 6 });

/** For how long a share may be open, in days. */
export const SHARE_DAYS = ['1', '7', '30'] as const;

/**
 * `waiting` until the other guardian's time is over; `objected` until a person decides; `blocked` after five wrong PINs.
 */
export const ShareState = Type.Union([
  Type.Literal('open'),
  Type.Literal('waiting'),
  Type.Literal('objected'),
  Type.Literal('blocked'),
  Type.Literal('stopped'),
  Type.Literal('over'),
]);
export type ShareState = Static<typeof ShareState>;

/** A share as its family sees it. */
export const FamilyShare = Type.Object(
  {
    id: ShareId,
    state: ShareState,
    purpose: Type.String({ minLength: 1, maxLength: 100 }),
    years: Type.Array(SchoolYear, { minItems: 1, maxItems: 20 }),
    by: Type.String({ maxLength: 200 }),
    isOwn: Type.Boolean(),
    createdAt: Instant,
    opensAt: Instant,
    endsAt: Instant,
    mayDownload: Type.Boolean(),
    views: Type.Integer({ minimum: 0 }),
    /** The school's decision after an objection. */
    settled: nullable(Settlement),
  },
  closed,
);
export type FamilyShare = Static<typeof FamilyShare>;

/** The page of a child's shares; `made` holds link and PIN of a share that was made just now, and never again. */
export const SharesPage = Type.Object(
  {
    page: Type.Literal('shares'),
    frame: FamilyFrame,
    years: Type.Array(SchoolYear, { maxItems: 100 }),
    /** Whether the child is at least seven years old, so that its own agreement is asked for. */
    asksChild: Type.Boolean(),
    mayShare: Type.Boolean(),
    shares: Type.Array(FamilyShare, { maxItems: 200 }),
    made: nullable(
      Type.Object(
        {
          address: Type.String({ maxLength: 300 }),
          pin: SharePin,
          /** Another guardian may object until it opens. */
          waits: Type.Boolean(),
          opensAt: Instant,
          endsAt: Instant,
          /** The chosen years, for pictures that carry the link; newest first. */
          records: Type.Array(SignedRecord, { maxItems: 20 }),
        },
        closed,
      ),
    ),
    problem: nullable(FormProblem),
  },
  closed,
);
export type SharesPage = Static<typeof SharesPage>;

const ofChild = Type.Object({ student: StudentId }, closed);
const ofShare = Type.Object({ student: StudentId, share: ShareId }, closed);
const Tick = Type.Optional(Type.Literal('on'));

export const sharesPage = {
  method: 'GET',
  path: '/family/children/:student/shares',
  summary: 'The shares of a child’s record',
  access: 'guardian',
  params: ofChild,
  response: SharesPage,
} as const satisfies Endpoint;

/** Forms name each chosen year as a member of its own. */
export const makeShare = {
  method: 'POST',
  path: '/family/children/:student/shares',
  summary: 'Share chosen years of a child’s record; link and PIN are told once',
  access: 'guardian',
  params: ofChild,
  body: Type.Object(
    {
      purpose: Type.String({ minLength: 1, maxLength: 100 }),
      days: Type.Union(SHARE_DAYS.map((days) => Type.Literal(days))),
      download: Tick,
      childAgrees: Tick,
      ...Object.fromEntries(
        Array.from({ length: 20 }, (_, nth) => [`year-${nth}`, Type.Optional(SchoolYear)] as const),
      ),
    },
    closed,
  ),
  response: SharesPage,
} as const satisfies Endpoint;

export const stopShare = {
  method: 'POST',
  path: '/family/children/:student/shares/:share/stop',
  summary: 'Stop a share at once',
  access: 'guardian',
  params: ofShare,
  body: Type.Object({}, closed),
  response: Next,
} as const satisfies Endpoint;

export const objectToShare = {
  method: 'POST',
  path: '/family/children/:student/shares/:share/object',
  summary: 'Object to a share of the other guardian before it opens; a person then decides',
  access: 'guardian',
  params: ofShare,
  body: Type.Object({ text: EventText }, closed),
  response: Next,
} as const satisfies Endpoint;

/** The page behind a link: it asks for the PIN, says that the share is over, or shows the chosen years. */
export const SharedPage = Type.Object(
  {
    page: Type.Literal('shared'),
    share: ShareId,
    state: Type.Union([Type.Literal('pin'), ShareState]),
    purpose: nullable(Type.String({ maxLength: 100 })),
    endsAt: nullable(Instant),
    mayDownload: Type.Boolean(),
    records: Type.Array(SignedRecord, { maxItems: 20 }),
    problem: nullable(FormProblem),
  },
  closed,
);
export type SharedPage = Static<typeof SharedPage>;

const withShare = Type.Object({ share: ShareId }, closed);

export const sharedPage = {
  method: 'GET',
  path: '/family/shared/:share',
  summary: 'The page behind the link of a share',
  access: 'public',
  params: withShare,
  response: SharedPage,
} as const satisfies Endpoint;

export const openShare = {
  method: 'POST',
  path: '/family/shared/:share',
  summary: 'Open a share with its PIN',
  access: 'public',
  params: withShare,
  body: Type.Object({ pin: SharePin }, closed),
  response: Next,
} as const satisfies Endpoint;

export const sharedBundle = {
  method: 'GET',
  path: '/family/shared/:share/bundle',
  summary: 'The signed texts of a share that allows to keep them',
  access: 'public',
  params: withShare,
  response: Bundle,
} as const satisfies Endpoint;

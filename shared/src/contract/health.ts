import { type Static, Type } from 'typebox';
import { Channel } from '../messages/channel.ts';
import { Instant } from '../school/identifiers.ts';
import type { Endpoint } from './endpoint.ts';

const closed = { additionalProperties: false };
const Check = Type.Union([Type.Literal('ok'), Type.Literal('failed')]);

/** The needs of the registry for its work, each probed. */
export const Readiness = Type.Object(
  {
    ready: Type.Boolean(),
    checks: Type.Object(
      { database: Check, migrations: Check, keys: Check, disk: Check, clock: Check, log: Check },
      closed,
    ),
    /** Background work that a person has to look at, since when and why; with `issue` in it `keys` has failed. */
    halts: Type.Array(
      Type.Object(
        { lane: Type.String({ maxLength: 20 }), since: Instant, why: Type.String({ maxLength: 200 }) },
        closed,
      ),
      { maxItems: 20 },
    ),
    /** How messages and one-time codes can leave; a family whose way is not there cannot ask for a code. */
    channels: Type.Array(Channel, { maxItems: 2 }),
  },
  closed,
);
export type Readiness = Static<typeof Readiness>;

export const healthz = {
  method: 'GET',
  path: '/healthz',
  summary: 'The process answers',
  access: 'public',
  response: Type.Object({ ok: Type.Literal(true) }, closed),
} as const satisfies Endpoint;

/** Answers 200 when ready and 503 with the same body when not. */
export const readyz = {
  method: 'GET',
  path: '/readyz',
  summary: 'The registry can work: database, migrations, keys, disk, clock, log',
  access: 'public',
  response: Readiness,
  statuses: [503],
} as const satisfies Endpoint;

export const version = {
  method: 'GET',
  path: '/version',
  summary: 'Version of the registry, its time, and whether its keys are for demonstration only',
  access: 'public',
  response: Type.Object(
    {
      name: Type.Literal('hocba'),
      version: Type.String({ maxLength: 20 }),
      time: Instant,
      demo: Type.Boolean(),
    },
    closed,
  ),
} as const satisfies Endpoint;

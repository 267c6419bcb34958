import { type Static, Type } from 'typebox';
import { DatabaseName, DeviceId } from '../school/identifiers.ts';
import type { Endpoint } from './endpoint.ts';

const closed = { additionalProperties: false };

/**
 * Which numbers of a device the registry holds for good: every one up to `upTo`, and beyond it all but `missing`
 * up to `seen`. Only what this covers may be called received; the end of a replication proves nothing.
 */
export const Acknowledgement = Type.Object(
  {
    epoch: Type.String({ maxLength: 40 }),
    upTo: Type.Integer({ minimum: 0 }),
    seen: Type.Integer({ minimum: 0 }),
    missing: Type.Array(Type.Integer({ minimum: 1 }), { maxItems: 1000 }),
  },
  closed,
);
export type Acknowledgement = Static<typeof Acknowledgement>;

export const acknowledgement = {
  method: 'GET',
  path: '/sync/:db/_acks/:dev',
  summary: 'What the registry holds of a device’s gap-free numbers',
  access: ['head', 'clerk', 'homeroom', 'subject'],
  params: Type.Object({ db: DatabaseName, dev: DeviceId }, closed),
  response: Acknowledgement,
} as const satisfies Endpoint;

/** Documents that a device asks about at once. */
export const MAX_ASKED = 700;

/** Any id: a page of another release may have made documents of a kind that is unknown here, and the others count. */
const AskedId = Type.String({ minLength: 1, maxLength: 80 });

/**
 * Which of the documents that were asked for the registry holds for good. A number proves nothing where two computers
 * are copies of one disk: both give it to a document of their own. Where a number came twice, `doubled` says whose
 * was first; both documents are held.
 */
export const Receipt = Type.Object(
  {
    ...Acknowledgement.properties,
    held: Type.Array(AskedId, { maxItems: MAX_ASKED }),
    doubled: Type.Array(Type.Object({ n: Type.Integer({ minimum: 1 }), first: AskedId }, closed), {
      maxItems: MAX_ASKED,
    }),
  },
  closed,
);
export type Receipt = Static<typeof Receipt>;

export const receipt = {
  method: 'POST',
  path: '/sync/:db/_acks/:dev',
  summary: 'Which of these documents of a device the registry holds, by their ids',
  access: ['head', 'clerk', 'homeroom', 'subject'],
  params: Type.Object({ db: DatabaseName, dev: DeviceId }, closed),
  body: Type.Object({ ids: Type.Array(AskedId, { maxItems: MAX_ASKED }) }, closed),
  response: Receipt,
} as const satisfies Endpoint;

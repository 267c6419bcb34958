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

import { Type } from 'typebox';
import type { Endpoint } from '../endpoint.ts';

const closed = { additionalProperties: false };

/** Reports or replies in one request. */
const AT_ONCE = 100;

export const reportDeliveries = {
  method: 'POST',
  path: '/gateway/reports',
  summary:
    'The gateway of text messages says what became of messages; it shows the token of SMS_GATEWAY_TOKEN_FILE',
  access: 'public',
  body: Type.Object(
    {
      reports: Type.Array(
        Type.Object(
          {
            reference: Type.String({ minLength: 1, maxLength: 64 }),
            state: Type.Union([Type.Literal('delivered'), Type.Literal('failed')]),
          },
          closed,
        ),
        { minItems: 1, maxItems: AT_ONCE },
      ),
    },
    closed,
  ),
  /** How many reports changed a message; those of one-time codes and repeated ones change none. */
  response: Type.Object({ changed: Type.Integer({ minimum: 0 }) }, closed),
} as const satisfies Endpoint;

export const takeReplies = {
  method: 'POST',
  path: '/gateway/replies',
  summary: 'The gateway of text messages hands over replies; one that asks for no more messages ends them',
  access: 'public',
  body: Type.Object(
    {
      replies: Type.Array(
        Type.Object(
          {
            from: Type.String({ pattern: '^\\+[1-9][0-9]{7,14}$', maxLength: 16 }),
            text: Type.String({ maxLength: 1000 }),
          },
          closed,
        ),
        { minItems: 1, maxItems: AT_ONCE },
      ),
    },
    closed,
  ),
  /** How many numbers get no more messages from now on. */
  response: Type.Object({ stopped: Type.Integer({ minimum: 0 }) }, closed),
} as const satisfies Endpoint;

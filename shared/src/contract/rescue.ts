import { type Static, Type } from 'typebox';
import { RescuedDocument } from '../exchange/rescue-file.ts';
import { DatabaseName } from '../school/identifiers.ts';
import type { Endpoint } from './endpoint.ts';

const closed = { additionalProperties: false };

/** Documents that one request brings; a device sends a longer file in several. */
export const MAX_RESCUED = 200;

/** The fate of one document of a rescue file: taken now, held before, or refused with a code. */
export const RescueOutcome = Type.Object(
  {
    id: Type.String(),
    outcome: Type.Enum(['new', 'known', 'refused']),
    code: Type.Optional(Type.String()),
  },
  closed,
);
export type RescueOutcome = Static<typeof RescueOutcome>;

export const rescue = {
  method: 'POST',
  path: '/rescue',
  summary:
    'Brings in documents of a rescue file: own ones, and for head and clerk entries of others of the school',
  access: ['head', 'clerk', 'homeroom', 'subject'],
  maxBytes: 1_048_576,
  body: Type.Object(
    {
      database: DatabaseName,
      documents: Type.Array(RescuedDocument, { minItems: 1, maxItems: MAX_RESCUED }),
    },
    closed,
  ),
  response: Type.Object({ outcomes: Type.Array(RescueOutcome, { maxItems: MAX_RESCUED }) }, closed),
} as const satisfies Endpoint;

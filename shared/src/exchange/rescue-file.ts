import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { RegistryError } from '../problems.ts';
import { DatabaseName, DeviceId, Instant } from '../school/identifiers.ts';

const closed = { additionalProperties: false };

/**
 * A document exactly as a device stored it, with its id and revision. Its members are judged one document at a time by
 * the registry's own intake, so that one bad document does not keep back the others.
 */
export const RescuedDocument = Type.Object(
  { _id: Type.String({ maxLength: 256 }), _rev: Type.String({ maxLength: 80 }) },
  { additionalProperties: true },
);
export type RescuedDocument = Static<typeof RescuedDocument>;

/** The documents of a device without acknowledgement, as one file that any device or `hocba rescue` brings in. */
export const RescueFile = Type.Object(
  {
    format: Type.Literal('hocba-rescue'),
    v: Type.Literal(1),
    madeAt: Instant,
    device: DeviceId,
    /** All documents of the file; another number says that somebody changed it. */
    count: Type.Integer({ minimum: 0 }),
    years: Type.Array(
      Type.Object({ database: DatabaseName, documents: Type.Array(RescuedDocument) }, closed),
      {
        maxItems: 100,
      },
    ),
  },
  closed,
);
export type RescueFile = Static<typeof RescueFile>;

/** The end of the name of a rescue file. */
export const RESCUE_SUFFIX = '.hocba-rescue.json';

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new RegistryError('RESCUE_UNREADABLE', 'no JSON; cut off or another file');
  }
};

/**
 * Reads a rescue file. Throws RESCUE_UNREADABLE (another file, cut off or changed) or RESCUE_TOO_NEW. Nothing
 * of a file that throws may be taken.
 */
export const parseRescueFile = (text: string): RescueFile => {
  const value = readJson(text) as { format?: unknown; v?: unknown } | null;
  if (value?.format === 'hocba-rescue' && typeof value.v === 'number' && value.v > 1) {
    throw new RegistryError('RESCUE_TOO_NEW', `version ${value.v}`);
  }
  if (!Value.Check(RescueFile, value)) throw new RegistryError('RESCUE_UNREADABLE', 'another form');
  const count = value.years.reduce((sum, { documents }) => sum + documents.length, 0);
  if (count !== value.count) throw new RegistryError('RESCUE_UNREADABLE', 'not all documents are there');
  return value;
};

import { createHash } from 'node:crypto';
import type { Json } from '@hocba/shared/text/strict-json';
import { isJsonObject } from '../query.ts';
import { badRequest, refuse } from '../refusal.ts';

/** Bytes that came along, or the name of bytes that the document is thought to hold already. */
export interface IncomingAttachment {
  readonly contentType: string | undefined;
  readonly digest: string | undefined;
  readonly revpos: number | undefined;
  /** The bytes as base64 text; undefined of a stub. */
  readonly data: string | undefined;
  readonly length: number | undefined;
}

/** The name by which bytes are known. */
export const digestOf = (bytes: Uint8Array): string =>
  `md5-${createHash('md5').update(bytes).digest('base64')}`;

const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;
const countOf = (value: Json | undefined): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;

const readOne = (name: string, value: Json): IncomingAttachment => {
  if (name.startsWith('_')) {
    throw badRequest(`Attachment name '${name}' starts with prohibited character '_'`);
  }
  if (!isJsonObject(value)) throw badRequest('An attachment must be a JSON object');
  const contentType = textOf(value.content_type);
  const revpos = countOf(value.revpos);
  if (typeof value.data !== 'string') {
    return {
      contentType,
      digest: textOf(value.digest),
      revpos,
      data: undefined,
      length: countOf(value.length),
    };
  }
  const bytes = Buffer.from(value.data, 'base64');
  if (bytes.toString('base64') !== value.data) {
    throw refuse(500, 'badarg', 'Attachment is not a valid base64 string');
  }
  return { contentType, digest: digestOf(bytes), revpos, data: value.data, length: bytes.length };
};

/** Reads the `_attachments` of a document by name. */
export const readAttachments = (value: Json | undefined): ReadonlyMap<string, IncomingAttachment> => {
  if (value === undefined) return new Map();
  if (!isJsonObject(value)) throw badRequest('_attachments must be a JSON object');
  return new Map(Object.entries(value).map(([name, each]) => [name, readOne(name, each)]));
};

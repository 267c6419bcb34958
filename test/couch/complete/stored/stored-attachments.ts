import type { JsonObject } from '@hocba/server/replication/document';
import { generationOf } from '@hocba/server/replication/revision-tree';
import type { Json } from '@hocba/shared/text/strict-json';
import type { Edit } from '../edits/incoming-edit.ts';
import { isJsonObject } from '../query.ts';
import { missingStub } from '../refusal.ts';
import type { Bytes } from './memory.ts';

/** An attachment as a stored body names it: everything but the bytes. */
export interface StoredAttachment {
  readonly content_type: string;
  readonly revpos: number;
  readonly digest: string;
  readonly length: number;
  readonly stub: true;
}

/** The attachments of the document: bytes by digest, and by name those of the revision that the edit follows. */
export interface Held {
  readonly bytes: ReadonlyMap<string, Bytes>;
  readonly before: ReadonlyMap<string, StoredAttachment>;
}

/** The attachments that a stored body names. */
export const attachmentsOf = (body: JsonObject | undefined): ReadonlyMap<string, StoredAttachment> => {
  const value = body?._attachments;
  return new Map(
    isJsonObject(value) ? (Object.entries(value) as unknown as [string, StoredAttachment][]) : [],
  );
};

const BINARY = 'application/octet-stream';

/**
 * What an edit's attachments are stored as. A stub is looked for in the document's own history only; throws
 * `missing_stub` when it is not there.
 */
export const storeAttachments = (
  { attachments, path }: Edit,
  generation: number,
  held: Held,
): ReadonlyMap<string, StoredAttachment> => {
  const stored = new Map<string, StoredAttachment>();
  for (const [name, { contentType, digest, revpos, data, length }] of attachments) {
    const before = held.before.get(name);
    const same = before !== undefined && (digest === undefined || digest === before.digest);
    const found = digest ?? before?.digest;
    const size = data === undefined ? held.bytes.get(found ?? '')?.length : length;
    if (found === undefined || size === undefined) throw missingStub();
    const told = path === undefined ? undefined : revpos;
    const known = data === undefined ? (same ? before.revpos : revpos) : undefined;
    stored.set(name, {
      content_type: contentType ?? (same ? before.content_type : BINARY),
      revpos: told ?? known ?? generation,
      digest: found,
      length: size,
      stub: true,
    });
  }
  return stored;
};

/** The text of a body with its attachments, as it is stored. */
export const bodyText = (members: JsonObject, attachments: ReadonlyMap<string, StoredAttachment>): string => {
  if (attachments.size === 0) return JSON.stringify(members);
  const named = Object.fromEntries(attachments) as unknown as Json;
  return JSON.stringify({ ...members, _attachments: named });
};

/** Generation of the revision after this one. */
export const generationAfter = (parent: string | undefined): number =>
  (parent === undefined ? 0 : generationOf(parent)) + 1;

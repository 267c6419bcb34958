import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@hocba/server/replication/document';
import { generationOf } from '@hocba/server/replication/revision-tree';
import type { Json } from '@hocba/shared/text/strict-json';
import { isJsonObject } from '../query.ts';
import { badRequest, refuse } from '../refusal.ts';
import { type IncomingAttachment, readAttachments } from './incoming-attachments.ts';

/** The form that somebody wants a document to have. */
export interface Edit {
  readonly id: string;
  /** The revision it was made from, when this server is to name the next one. */
  readonly parent: string | undefined;
  /** The history it brings along, newest first; undefined when this server is to name its revision. */
  readonly path: readonly string[] | undefined;
  readonly deleted: boolean;
  /** The members that are stored, without attachments. */
  readonly members: JsonObject;
  readonly attachments: ReadonlyMap<string, IncomingAttachment>;
}

/** Members with an underscore that say something about a document and are not stored. */
const ABOUT = new Set(
  '_id _rev _revisions _deleted _attachments _conflicts _deleted_conflicts _local_seq _revs_info'.split(' '),
);
/** Members with an underscore that are stored like any other. */
const STORED = new Set(
  '_replication_id _replication_state _replication_state_time _replication_state_reason _replication_stats _removed'.split(
    ' ',
  ),
);

/** An id that nobody else has. */
export const newId = (): string => randomUUID().replaceAll('-', '');

const readId = (value: Json | undefined): string => {
  if (value === undefined) return newId();
  if (typeof value !== 'string') throw badRequest('_id field must contain a string');
  if (value === '') throw badRequest('Document ID must not be empty');
  if (value.includes('\0')) throw badRequest('Document ID must not contain a zero');
  if (value.startsWith('_') && !/^_(?:design|local)\/./.test(value)) {
    throw badRequest('Only reserved document ids may start with underscore.');
  }
  return value;
};

/** A revision as it is written; throws what CouchDB throws at anything else. */
export const readRev = (value: unknown): string => {
  if (typeof value !== 'string' || generationOf(value) === 0 || value.endsWith('-')) {
    throw badRequest('Invalid rev format');
  }
  return value;
};

const readPath = (doc: JsonObject): string[] => {
  const { _revisions: revisions } = doc;
  if (revisions === undefined) return [readRev(doc._rev)];
  const { start, ids } = isJsonObject(revisions) ? revisions : {};
  if (typeof start !== 'number' || !Array.isArray(ids) || ids.length === 0) {
    throw badRequest('Invalid _revisions');
  }
  return ids.map((hash, i) => readRev(`${start - i}-${String(hash)}`));
};

const readMembers = (doc: JsonObject): JsonObject => {
  const members = Object.entries(doc).filter(([name]) => !ABOUT.has(name));
  const unknown = members.find(([name]) => name.startsWith('_') && !STORED.has(name));
  if (unknown !== undefined) {
    throw refuse(500, 'doc_validation', `Bad special document member: ${unknown[0]}`);
  }
  return Object.fromEntries(members);
};

/** Reads one document; throws the refusal that stops the whole request it came with. */
export const readEdit = (value: unknown, newEdits: boolean): Edit => {
  if (!isJsonObject(value)) throw badRequest('Document must be a JSON object');
  const id = readId(value._id);
  const members = readMembers(value);
  const isLocal = id.startsWith('_local/');
  const parent = newEdits && !isLocal && value._rev !== undefined ? readRev(value._rev) : undefined;
  return {
    id,
    parent: isLocal && typeof value._rev === 'string' ? value._rev : parent,
    path: newEdits || isLocal ? undefined : readPath(value),
    deleted: value._deleted === true,
    members,
    attachments: readAttachments(value._attachments),
  };
};

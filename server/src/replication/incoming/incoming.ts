import { type ProblemCode, RegistryError } from '@hocba/shared/problems';
import { type Json, parseStrictJson } from '@hocba/shared/text/strict-json';
import type { JsonObject } from '../document.ts';
import { revisionAfter } from '../revision.ts';
import { generationOf } from '../revision-tree.ts';
import { splitBatch } from './split-batch.ts';

/** A document from outside that may be offered to the hook. */
export interface Incoming {
  readonly id: string;
  readonly rev: string;
  /** The body's members as text; made when it is asked for, as the next is. */
  body(): string;
  /** These members with `_id` before them. */
  text(): string;
  /** `_id` and the body's members; MALFORMED_JSON when only now turns out that the text is no strict JSON. */
  open(): JsonObject;
}

const bodyOf = ({ _id, ...members }: JsonObject): string => JSON.stringify(members);

const incoming = (id: string, rev: string, doc: JsonObject): Incoming => {
  let body: string | undefined;
  let text: string | undefined;
  return {
    id,
    rev,
    open: () => doc,
    // No getters: in a literal each would give its object a hidden shape of its own, which only a full collection frees.
    body: () => {
      body ??= bodyOf(doc);
      return body;
    },
    text: () => {
      text ??= JSON.stringify(doc);
      return text;
    },
  };
};

/** A document that no device of ours could have sent; the text is kept whole for the quarantine. */
export interface RefusedDocument {
  readonly id: string;
  readonly forbidden: ProblemCode;
  readonly text: string;
}

/** Bytes of a document id in UTF-8. */
const MAX_ID_BYTES = 256;

/** Whether a text can be the id of a stored document. */
export const isDocId = (id: unknown): id is string =>
  typeof id === 'string' &&
  id !== '' &&
  !id.startsWith('_') &&
  id.isWellFormed() &&
  !id.includes('\0') &&
  Buffer.byteLength(id) <= MAX_ID_BYTES;

/** Whether a text can name a revision; clients of CouchDB also send one whose hash is empty. */
const isRev = (rev: unknown): rev is string =>
  typeof rev === 'string' && /^[1-9][0-9]{0,8}-[\w.-]{0,64}$/.test(rev);

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Members with an underscore that a document from outside may carry. */
const KNOWN = new Set(['_id', '_rev', '_revisions', '_deleted']);

/** A history of one revision, told the long way. */
const isOnly = (revisions: Json | undefined, rev: string): boolean => {
  if (!isObject(revisions)) return false;
  const { start, ids } = revisions;
  return start === 1 && Array.isArray(ids) && ids.length === 1 && `1-${ids[0]}` === rev;
};

/** The revision a document arrives with, or why it cannot be taken. */
const revisionOf = (
  doc: JsonObject,
  members: JsonObject,
  newEdits: boolean,
): { rev: string } | ProblemCode => {
  if (doc._deleted === true) return 'NOT_A_SYNC_DOCUMENT';
  if (newEdits) {
    // An edit of something: devices write new documents only.
    return doc._rev === undefined && doc._revisions === undefined
      ? { rev: revisionAfter(undefined, bodyOf(members)) }
      : 'NOT_A_SYNC_DOCUMENT';
  }
  const { _rev: rev, _revisions: revisions } = doc;
  if (!isRev(rev)) return 'DOCUMENT_MALFORMED';
  const first = generationOf(rev) === 1 && (revisions === undefined || isOnly(revisions, rev));
  return first ? { rev } : 'NOT_A_SYNC_DOCUMENT';
};

/** Reads a document of a batch: its id, its one revision and its body, or the refusal. */
export const readIncoming = (value: Json, newEdits: boolean): Incoming | RefusedDocument => {
  const id = isObject(value) && typeof value._id === 'string' ? value._id : '';
  const refuse = (forbidden: ProblemCode): RefusedDocument => ({
    id,
    forbidden,
    text: JSON.stringify(value),
  });
  if (!isObject(value) || !isDocId(id)) return refuse('DOCUMENT_MALFORMED');
  const doc: JsonObject = { _id: id };
  for (const [name, member] of Object.entries(value)) {
    if (!name.startsWith('_')) doc[name] = member;
    else if (!KNOWN.has(name)) return refuse('DOCUMENT_MALFORMED');
  }
  const found = revisionOf(value, doc, newEdits);
  if (typeof found === 'string') return refuse(found);
  return incoming(id, found.rev, doc);
};

/** A batch as it was sent. */
export interface PushedBatch {
  readonly newEdits: boolean;
  readonly docs: readonly (Incoming | RefusedDocument)[];
}

const INVALID = 'a batch is {docs: […], new_edits?: boolean}';

/** The two members of a batch that count. */
const membersOf = (value: unknown): { docs: unknown[]; newEdits: boolean } => {
  const { docs, new_edits: newEdits = true } = (value ?? {}) as { docs?: unknown; new_edits?: unknown };
  if (!Array.isArray(docs) || typeof newEdits !== 'boolean')
    throw new RegistryError('INVALID_INPUT', INVALID);
  return { docs, newEdits };
};

/** One document by itself; MALFORMED_JSON when not even a plain reader can tell whose it is. */
const readAlone = (text: string, newEdits: boolean): Incoming | RefusedDocument => {
  try {
    return readIncoming(parseStrictJson(text), newEdits);
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    let id: unknown;
    try {
      id = (JSON.parse(text) as { _id?: unknown })._id;
    } catch {
      throw error;
    }
    return { id: typeof id === 'string' ? id : '', forbidden: 'DOCUMENT_MALFORMED', text };
  }
};

/** The documents one by one; undefined when they cannot be told apart. Throws BODY_TOO_LARGE. */
const readApart = (bytes: Uint8Array, maxBatch: number): PushedBatch | undefined => {
  try {
    const { docs, frame } = splitBatch(
      new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
    );
    const { docs: places, newEdits } = membersOf(parseStrictJson(frame));
    // A list somewhere else, or something that is no object among the documents: nothing an honest client sends.
    if (places.length !== docs.length || places.some((place) => place !== null)) return undefined;
    // Reading a hundred thousand one by one takes seconds, to be refused then.
    if (docs.length > maxBatch) throw new RegistryError('BODY_TOO_LARGE', `at most ${maxBatch} documents`);
    return { newEdits, docs: docs.map((doc) => readAlone(doc, newEdits)) };
  } catch (error) {
    if (error instanceof RegistryError && error.code === 'BODY_TOO_LARGE') throw error;
    return undefined;
  }
};

/**
 * Reads the body of a `_bulk_docs`. A document that is no strict JSON is refused alone when the rest can still be
 * told apart; otherwise throws MALFORMED_JSON, INVALID_INPUT when it is no batch, or BODY_TOO_LARGE.
 */
export const readBatch = (bytes: Uint8Array, maxBatch = Number.POSITIVE_INFINITY): PushedBatch => {
  try {
    const { docs, newEdits } = membersOf(parseStrictJson(bytes));
    return { newEdits, docs: docs.map((doc) => readIncoming(doc as Json, newEdits)) };
  } catch (error) {
    if (!(error instanceof RegistryError) || error.code !== 'MALFORMED_JSON') throw error;
    const apart = readApart(bytes, maxBatch);
    if (apart === undefined) throw error;
    return apart;
  }
};

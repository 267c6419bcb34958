import { isUtf8 } from 'node:buffer';
import { RegistryError } from '@hocba/shared/problems';
import { parseStrictJson } from '@hocba/shared/text/strict-json';
import type { JsonObject } from '../document.ts';
import { type Incoming, isDocId } from './incoming.ts';

/*
 * A batch as stock clients print it: every document ends with its id, its revision and a history of one. This text can
 * be cut without being read, so that each document is read when its turn comes and is garbage right after; reading a
 * whole batch first keeps a hundred thousand objects alive that the collector has to move about.
 */

const HEAD = '{"docs":[{';
const TAIL = '}],"new_edits":false}';
const BETWEEN = '},{';
const ID = ',"_id":"';
const END = /,"_id":"([^"\\]+)","_rev":"(1-([\w.-]{0,64}))","_revisions":\{"start":1,"ids":\["\3"\]\}\}/y;

/** Reads a cut-out document; MALFORMED_JSON when it is anything else than it looked like. */
const openPrinted = (text: string): JsonObject => {
  const doc = parseStrictJson(text) as JsonObject;
  for (const name of Object.keys(doc)) {
    if (name.startsWith('_') && name !== '_id') throw new RegistryError('MALFORMED_JSON', 'not as printed');
  }
  return doc;
};

const printed = (id: string, rev: string, members: string): Incoming => {
  // Cut out as it is: no members at all leave a comma, which no reader takes.
  const text = `{"_id":${JSON.stringify(id)},${members}}`;
  return {
    id,
    rev,
    text: () => text,
    open: () => openPrinted(text),
    body: () => `{${members}}`,
  };
};

/** The document of a piece; undefined when it ends with something else. */
const cutOut = (piece: string): Incoming | undefined => {
  const at = piece.lastIndexOf(ID);
  END.lastIndex = at;
  const [, id, rev] = (at > 0 ? END.exec(piece) : null) ?? [];
  if (id === undefined || rev === undefined || END.lastIndex !== piece.length || !isDocId(id))
    return undefined;
  return printed(id, rev, piece.slice(1, at));
};

/**
 * Cuts a batch that a stock client printed into its documents; undefined when it is not one, which says nothing about
 * it. Every document has to be opened before any is stored: when all of them open, the batch says exactly this, and
 * when one throws MALFORMED_JSON, the batch has to be read as a whole.
 */
export const readPrinted = (body: Uint8Array): Incoming[] | undefined => {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const last = bytes.length - TAIL.length;
  if (
    last < 0 ||
    bytes.toString('latin1', 0, HEAD.length) !== HEAD ||
    bytes.toString('latin1', last) !== TAIL
  )
    return undefined;
  if (!isUtf8(bytes)) return undefined;
  const docs = new Map<string, Incoming>();
  let start = HEAD.length - 1;
  for (let count = 1; ; count++) {
    const found = bytes.indexOf(BETWEEN, start);
    const end = (found === -1 ? last : found) + 1;
    const doc = cutOut(bytes.toString('utf8', start, end));
    // Of documents with one id, each would have to be compared with the first.
    if (doc === undefined || docs.set(doc.id, doc).size < count) return undefined;
    if (found === -1) return [...docs.values()];
    start = end + 1;
  }
};

import { setImmediate } from 'node:timers/promises';
import type { Db } from '../../storage/engine/db.ts';
import { listSyncDocs, listSyncRevs, type SyncDocRow } from '../../storage/queries/replication/sync.ts';
import { withHead } from '../document.ts';
import { leavesOf, pathOf, type RevisionTree, readTree } from '../revision-tree.ts';

/** A stored document with its revisions and the bodies that are kept. */
export interface StoredDoc {
  readonly id: string;
  readonly winner: string;
  readonly tree: RevisionTree;
  readonly bodies: ReadonlyMap<string, string>;
}

/** The documents of feed rows, with their bodies, by id. */
export const readStoredDocs = async (
  db: Db,
  name: string,
  rows: readonly SyncDocRow[],
): Promise<Map<string, StoredDoc>> => {
  const found = new Map<string, StoredDoc & { bodies: Map<string, string> }>();
  for (const { id, winner, tree } of rows) {
    found.set(id, { id, winner, tree: readTree(tree), bodies: new Map() });
  }
  for (const { id, rev, body } of await listSyncRevs(db, name, [...found.keys()])) {
    found.get(id)?.bodies.set(rev, body);
  }
  return found;
};

/** Documents whose bodies are held in memory at a time; one that somebody filled on purpose has 400 kB. */
const TOGETHER = 10;

/** The documents of feed rows in their order, some at a time; others have a turn of the event loop between. */
export const eachStoredDocs = async function* (
  db: Db,
  name: string,
  rows: readonly SyncDocRow[],
): AsyncGenerator<readonly StoredDoc[]> {
  for (let from = 0; from < rows.length; from += TOGETHER) {
    if (from > 0) await setImmediate();
    yield [...(await readStoredDocs(db, name, rows.slice(from, from + TOGETHER))).values()];
  }
};

/** The rows of these ids that a reader of these kinds may see. */
export const listVisibleRows = async (
  db: Db,
  name: string,
  ids: readonly string[],
  kinds: ReadonlySet<string>,
): Promise<SyncDocRow[]> => {
  const rows = await listSyncDocs(db, name, [...new Set(ids)]);
  return rows.filter(({ kind }) => kinds.has(kind));
};

/** The documents of these ids that a reader of these kinds may see. */
export const listVisibleDocs = async (
  db: Db,
  name: string,
  ids: readonly string[],
  kinds: ReadonlySet<string>,
): Promise<Map<string, StoredDoc>> => {
  return readStoredDocs(db, name, await listVisibleRows(db, name, ids, kinds));
};

/** The members that a reader may ask to be added to a document. */
export interface DocExtras {
  readonly revs: boolean;
  readonly conflicts: boolean;
}

/** `_revisions` as clients merge it: the generation it starts with and the hashes, newest first. */
export const revisionsOf = (tree: RevisionTree, rev: string) => ({
  start: Number.parseInt(rev, 10),
  ids: pathOf(tree, rev).map((name) => name.slice(name.indexOf('-') + 1)),
});

/** The JSON text of one revision; undefined when its body is not kept. */
export const renderDoc = (doc: StoredDoc, rev: string, extras: DocExtras): string | undefined => {
  const body = doc.bodies.get(rev);
  if (body === undefined) return undefined;
  const conflicts = extras.conflicts
    ? leavesOf(doc.tree).filter((leaf) => leaf !== rev && doc.tree.get(leaf)?.deleted === false)
    : [];
  const head = {
    _id: doc.id,
    _rev: rev,
    ...(doc.tree.get(rev)?.deleted === true ? { _deleted: true } : {}),
    ...(extras.revs ? { _revisions: revisionsOf(doc.tree, rev) } : {}),
    ...(conflicts.length > 0 ? { _conflicts: conflicts } : {}),
  };
  return withHead(head, body);
};

import type { Db, Write } from '../storage/engine/db.ts';
import { pagesOf } from '../storage/engine/rows.ts';
import {
  deleteSyncRevs,
  findSyncDb,
  insertSyncRevs,
  listAllSyncDocsAfter,
  listSyncDocs,
  listSyncRevs,
  openSyncDb,
  putSyncDocs,
  raiseSeq,
  type SyncDocRow,
  type SyncDocState,
} from '../storage/queries/replication/sync.ts';
import { revisionAfter } from './revision.ts';
import { EMPTY_TREE, pathOf, readTree, treeOfPath, writeTree } from './revision-tree.ts';

/** A document that the registry writes; the body has no members that start with an underscore. */
export interface PublishedDoc {
  readonly id: string;
  readonly kind: string;
  readonly body: object;
}

/**
 * Revisions whose names are kept of a document and sent with it. A device that missed fewer replaces what it has; one that
 * missed more keeps its old revision beside the newest, which is the one it shows.
 */
const HISTORY = 20;

interface Change {
  readonly state: SyncDocState;
  readonly body: string;
}

/** The next revision of a document, or undefined when the stored one says the same already. */
const decideChange = (
  doc: PublishedDoc,
  stored: SyncDocRow | undefined,
  isAgain: boolean,
): Change | undefined => {
  const body = JSON.stringify(doc.body);
  const parent = stored?.winner;
  const tree = stored === undefined ? EMPTY_TREE : readTree(stored.tree);
  if (
    !isAgain &&
    stored !== undefined &&
    parent !== undefined &&
    stored.kind === doc.kind &&
    !stored.deleted
  ) {
    const before = tree.get(parent)?.parent ?? undefined;
    if (revisionAfter(before, body) === parent) return undefined;
  }
  const rev = revisionAfter(parent, body);
  const path = [rev, ...(parent === undefined ? [] : pathOf(tree, parent))].slice(0, HISTORY);
  return {
    state: {
      id: doc.id,
      winner: rev,
      deleted: false,
      kind: doc.kind,
      tree: writeTree(treeOfPath(path, false)),
    },
    body,
  };
};

/**
 * Writes that bring registry-owned documents to these bodies, each as the next revision of its document; the last
 * of two documents with one id wins, unchanged ones are left out, and no change at all gives no writes. The
 * commit ends in WRITE_CONFLICT when one of the documents was written since: read and decide again. With `isAgain` all of
 * them are written, whatever their stored revisions promise: the stored bodies were edited behind them.
 */
export const publish = async (
  db: Db,
  name: string,
  docs: readonly PublishedDoc[],
  { isAgain = false }: { readonly isAgain?: boolean } = {},
): Promise<Write[]> => {
  // Read first: whatever is written while we look has a higher number, and the guard sees it.
  const readAt = (await findSyncDb(db, name))?.seq;
  const wanted = new Map(docs.map((doc) => [doc.id, doc]));
  const stored = new Map((await listSyncDocs(db, name, [...wanted.keys()])).map((row) => [row.id, row]));
  const changes: Change[] = [];
  for (const doc of wanted.values()) {
    const change = decideChange(doc, stored.get(doc.id), isAgain);
    if (change !== undefined) changes.push(change);
  }
  if (changes.length === 0) return [];
  const known = changes.map(({ state }) => state.id).filter((id) => stored.has(id));
  return [
    // Nothing is decided by the time; it only says since when the database exists.
    ...(readAt === undefined ? [openSyncDb(name, new Date().toISOString())] : []),
    raiseSeq(name, changes.length),
    ...putSyncDocs(
      name,
      changes.map(({ state }) => state),
      readAt ?? 0,
    ),
    ...deleteSyncRevs(name, known),
    ...insertSyncRevs(
      changes.map(({ state, body }) => ({ db: name, id: state.id, rev: state.winner, body })),
    ),
  ];
};

/** A published document as devices get it. */
export interface FoundDoc {
  readonly id: string;
  readonly rev: string;
  readonly kind: string;
  readonly body: unknown;
}

const bodiesOf = async (db: Db, name: string, rows: readonly SyncDocRow[]): Promise<FoundDoc[]> => {
  const live = rows.filter(({ deleted }) => !deleted);
  const bodies = await listSyncRevs(
    db,
    name,
    live.map(({ id }) => id),
  );
  const byRev = new Map(bodies.map(({ id, rev, body }) => [`${rev} ${id}`, body]));
  return live.flatMap(({ id, winner, kind }) => {
    const text = byRev.get(`${winner} ${id}`);
    return text === undefined ? [] : [{ id, rev: winner, kind, body: JSON.parse(text) as unknown }];
  });
};

/** The newest published revision of a document. */
export const findPublished = async (db: Db, name: string, id: string): Promise<FoundDoc | undefined> =>
  (await bodiesOf(db, name, await listSyncDocs(db, name, [id])))[0];

/** Every published document of a database in its newest revision, in the order of the feed. */
export const listAllPublished = async (db: Db, name: string): Promise<FoundDoc[]> => {
  const found: FoundDoc[] = [];
  const pages = pagesOf<SyncDocRow>((last, size) => listAllSyncDocsAfter(db, name, last?.seq ?? 0, size));
  for await (const page of pages) found.push(...(await bodiesOf(db, name, page)));
  return found;
};

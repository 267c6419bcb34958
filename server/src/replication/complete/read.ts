import type { Db } from '../../storage/engine/db.ts';
import { listSyncDocs, listSyncRevs, type SyncDocRow } from '../../storage/queries/replication/sync.ts';
import { findSyncAttachment } from '../../storage/queries/replication/sync-attachments.ts';
import type { JsonObject } from '../hooks.ts';
import { generationOf, leavesOf, pathOf, readTree } from '../revision-tree.ts';
import { revisionsOf, type StoredDoc } from '../stored-docs.ts';
import { attachmentsOf } from './stored-attachments.ts';

/** What a reader may ask to be told with a document. */
export interface View {
  readonly revs?: boolean;
  readonly revsInfo?: boolean;
  readonly conflicts?: boolean;
  readonly deletedConflicts?: boolean;
  readonly localSeq?: number | undefined;
  /** All bytes, or those that came after one of these revisions. */
  readonly attachments?: boolean | readonly string[];
}

/** Where documents are read. */
export interface Source {
  readonly db: Db;
  readonly name: string;
  readonly kinds: ReadonlySet<string>;
}

/** A document with all its stored bodies; undefined when the reader may not see it, or there is none. */
export const findDoc = async (
  { db, name, kinds }: Source,
  id: string,
): Promise<(StoredDoc & { seq: number }) | undefined> => {
  const row = (await listSyncDocs(db, name, [id]))[0];
  if (row === undefined || !kinds.has(row.kind)) return undefined;
  const bodies = new Map((await listSyncRevs(db, name, [id])).map(({ rev, body }) => [rev, body]));
  return { id, winner: row.winner, tree: readTree(row.tree), bodies, seq: row.seq };
};

/** The documents of rows with the bodies of their winners. */
export const readWinners = async (
  { db, name }: Pick<Source, 'db' | 'name'>,
  rows: readonly Pick<SyncDocRow, 'id' | 'winner' | 'tree'>[],
): Promise<Map<string, StoredDoc>> => {
  const docs = new Map<string, StoredDoc>();
  // The question names ids and revisions apart, so that it stays one for many; what does not belong is left here.
  for (let at = 0; at < rows.length; at += 500) {
    const page = rows.slice(at, at + 500);
    const wanted = new Map(page.map((row) => [row.id, row]));
    const revs = [...new Set(page.map(({ winner }) => winner))];
    for (const { id, rev, body } of await listSyncRevs(db, name, [...wanted.keys()], revs)) {
      const row = wanted.get(id);
      if (row?.winner !== rev) continue;
      docs.set(id, { id, winner: rev, tree: readTree(row.tree), bodies: new Map([[rev, body]]) });
    }
  }
  return docs;
};

const headOf = (doc: StoredDoc, rev: string, view: View): JsonObject => {
  const others = leavesOf(doc.tree).filter((leaf) => leaf !== rev);
  const dead = (leaf: string) => doc.tree.get(leaf)?.deleted === true;
  const conflicts = view.conflicts ? others.filter((leaf) => !dead(leaf)) : [];
  const deletedConflicts = view.deletedConflicts ? others.filter(dead) : [];
  return {
    _id: doc.id,
    _rev: rev,
    ...(dead(rev) ? { _deleted: true } : {}),
    ...(view.revs ? { _revisions: revisionsOf(doc.tree, rev) } : {}),
    ...(view.revsInfo
      ? {
          _revs_info: pathOf(doc.tree, rev).map((name) => ({
            rev: name,
            status: doc.bodies.has(name) ? (dead(name) ? 'deleted' : 'available') : 'missing',
          })),
        }
      : {}),
    ...(conflicts.length > 0 ? { _conflicts: conflicts } : {}),
    ...(deletedConflicts.length > 0 ? { _deleted_conflicts: deletedConflicts } : {}),
    ...(view.localSeq !== undefined ? { _local_seq: view.localSeq } : {}),
  };
};

/** The generation up to which a reader has the bytes already. */
const hadUpTo = (doc: StoredDoc, rev: string, since: readonly string[]): number =>
  Math.max(
    0,
    ...pathOf(doc.tree, rev)
      .filter((known) => since.includes(known))
      .map(generationOf),
  );

const withBytes = async (
  { db, name }: Pick<Source, 'db' | 'name'>,
  doc: StoredDoc,
  rev: string,
  asked: true | readonly string[],
): Promise<JsonObject> => {
  const body = JSON.parse(doc.bodies.get(rev) ?? '{}') as JsonObject;
  const stubs = attachmentsOf(body);
  if (stubs.size === 0) return body;
  const after = asked === true ? 0 : hadUpTo(doc, rev, asked);
  const named: JsonObject = {};
  for (const [attachment, { content_type, revpos, digest, length }] of stubs) {
    const data = revpos > after ? await findSyncAttachment(db, name, doc.id, digest) : undefined;
    const rest = data === undefined ? { length, stub: true } : { data };
    Object.defineProperty(named, attachment, {
      value: { content_type, revpos, digest, ...rest },
      enumerable: true,
    });
  }
  return { ...body, _attachments: named };
};

/** One revision as it is answered; undefined when its body is not kept. */
export const showDoc = async (
  source: Pick<Source, 'db' | 'name'>,
  doc: StoredDoc,
  rev: string,
  view: View,
): Promise<JsonObject | undefined> => {
  const text = doc.bodies.get(rev);
  if (text === undefined) return undefined;
  const asked = view.attachments ?? false;
  const body = asked === false ? (JSON.parse(text) as JsonObject) : await withBytes(source, doc, rev, asked);
  return { ...headOf(doc, rev, view), ...body };
};

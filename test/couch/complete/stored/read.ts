import type { JsonObject } from '@hocba/server/replication/document';
import { revisionsOf, type StoredDoc } from '@hocba/server/replication/feed/stored-docs';
import { generationOf, leavesOf, pathOf, readTree } from '@hocba/server/replication/revision-tree';
import { listSyncDocs, listSyncRevs, type SyncDocRow } from '@hocba/server/storage/queries/replication/sync';
import type { Source } from '../couch.ts';
import { attachmentsOf } from './stored-attachments.ts';

/** The additions that a reader may ask for with a document. */
export interface View {
  readonly revs?: boolean;
  readonly revsInfo?: boolean;
  readonly conflicts?: boolean;
  readonly deletedConflicts?: boolean;
  readonly localSeq?: number | undefined;
  /** All bytes, or those that came after one of these revisions. */
  readonly attachments?: boolean | readonly string[];
}

/** A document with all its stored bodies; undefined when there is none. */
export const findDoc = async (
  { db, name }: Source,
  id: string,
): Promise<(StoredDoc & { seq: number }) | undefined> => {
  const row = (await listSyncDocs(db, name, [id]))[0];
  if (row === undefined) return undefined;
  const bodies = new Map((await listSyncRevs(db, name, [id])).map(({ rev, body }) => [rev, body]));
  return { id, winner: row.winner, tree: readTree(row.tree), bodies, seq: row.seq };
};

/** The documents of rows with the bodies of their winners. */
export const readWinners = async (
  { db, name }: Source,
  rows: readonly Pick<SyncDocRow, 'id' | 'winner' | 'tree'>[],
): Promise<Map<string, StoredDoc>> => {
  const docs = new Map<string, StoredDoc>();
  for (let at = 0; at < rows.length; at += 500) {
    const page = rows.slice(at, at + 500);
    const wanted = new Map(page.map((row) => [row.id, row]));
    for (const { id, rev, body } of await listSyncRevs(db, name, [...wanted.keys()])) {
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

const withBytes = (
  { memory, name }: Source,
  doc: StoredDoc,
  rev: string,
  asked: true | readonly string[],
): JsonObject => {
  const body = JSON.parse(doc.bodies.get(rev) ?? '{}') as JsonObject;
  const stubs = attachmentsOf(body);
  if (stubs.size === 0) return body;
  const after = asked === true ? 0 : hadUpTo(doc, rev, asked);
  const named: JsonObject = {};
  for (const [attachment, { content_type, revpos, digest, length }] of stubs) {
    const found = revpos > after ? memory.of(name).bytes.get(doc.id)?.get(digest) : undefined;
    const rest = found === undefined ? { length, stub: true } : { data: found.data };
    Object.defineProperty(named, attachment, {
      value: { content_type, revpos, digest, ...rest },
      enumerable: true,
    });
  }
  return { ...body, _attachments: named };
};

/** One revision as it is answered; undefined when its body is not kept. */
export const showDoc = (source: Source, doc: StoredDoc, rev: string, view: View): JsonObject | undefined => {
  const text = doc.bodies.get(rev);
  if (text === undefined) return undefined;
  const asked = view.attachments ?? false;
  const body = asked === false ? (JSON.parse(text) as JsonObject) : withBytes(source, doc, rev, asked);
  return { ...headOf(doc, rev, view), ...body };
};

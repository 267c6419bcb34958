import type { JsonObject } from '@hocba/server/replication/document';
import { leavesOf, type RevisionTree, treeOfPath, writeTree } from '@hocba/server/replication/revision-tree';
import type { SyncDocState } from '@hocba/server/storage/queries/replication/sync';
import { KIND } from '../couch.ts';
import { conflict } from '../refusal.ts';
import type { Bytes } from '../stored/memory.ts';
import { attachmentsOf, bodyText, generationAfter, storeAttachments } from '../stored/stored-attachments.ts';
import { mergeTrees, stemTree } from './grow-tree.ts';
import type { Edit } from './incoming-edit.ts';
import { decideParent, nextRevision } from './next-revision.ts';

/** A document while the edits of one request are applied to it, one after the other. */
export interface WorkingDoc {
  readonly id: string;
  /** Revisions kept of each of its histories. */
  readonly revsLimit: number;
  tree: RevisionTree;
  /** Bodies of this request by revision, of which one may be of a revision that was forgotten before. */
  readonly bodies: Map<string, string>;
  /** Revisions whose stored bodies go, because they fell off the end of a history. */
  readonly forgotten: Set<string>;
  /** The bytes that it held before, by digest. */
  readonly held: ReadonlyMap<string, Bytes>;
  /** Bytes of this request by digest. */
  readonly bytes: Map<string, Bytes>;
}

/** The revision an edit will make or bring, before anything is changed; `known` when it is here already. */
interface Planned {
  readonly path: readonly string[];
  readonly body: string;
}

/** A body that is stored already. */
export type FindBody = (rev: string) => Promise<JsonObject | undefined>;

const plan = async (
  doc: WorkingDoc,
  edit: Edit,
  findBody: FindBody,
): Promise<Planned | { known: string }> => {
  const { path } = edit;
  const first = path?.[0];
  if (first !== undefined && doc.tree.has(first)) return { known: first };
  const parent = path === undefined ? decideParent(doc.tree, edit) : path[1];
  if (path === undefined && parent === 'conflict') throw conflict();
  const stubs = [...edit.attachments.values()].some(({ data }) => data === undefined);
  const own = doc.bodies.get(parent ?? '');
  const before =
    own !== undefined ? (JSON.parse(own) as JsonObject) : stubs ? await findBody(parent ?? '') : undefined;
  const held = { bytes: new Map([...doc.held, ...doc.bytes]), before: attachmentsOf(before) };
  const body = bodyText(edit.members, storeAttachments(edit, generationAfter(parent), held));
  if (path !== undefined) return { path, body };
  const rev = nextRevision(parent, body, edit.deleted);
  return { path: parent === undefined ? [rev] : [rev, parent], body };
};

const keepBytes = (doc: WorkingDoc, { attachments }: Edit): void => {
  for (const { data, digest, length } of attachments.values()) {
    if (data !== undefined && digest !== undefined) doc.bytes.set(digest, { data, length: length ?? 0 });
  }
};

/** Applies an edit to a document and answers its revision, and whether that is a new one. Throws `conflict`. */
export const applyEdit = async (
  doc: WorkingDoc,
  edit: Edit,
  findBody: FindBody,
): Promise<{ rev: string; isNew: boolean }> => {
  const planned = await plan(doc, edit, findBody);
  if ('known' in planned) return { rev: planned.known, isNew: false };
  const [rev = ''] = planned.path;
  const grown = mergeTrees(doc.tree, treeOfPath(planned.path, edit.deleted));
  const tree = stemTree(grown, doc.revsLimit);
  for (const known of grown.keys()) {
    if (tree.has(known)) continue;
    doc.forgotten.add(known);
    doc.bodies.delete(known);
  }
  doc.tree = tree;
  doc.bodies.set(rev, planned.body);
  keepBytes(doc, edit);
  return { rev, isNew: true };
};

/** A document as its row will say. */
export const stateOf = ({ id, tree }: WorkingDoc): SyncDocState => {
  const [winner = ''] = leavesOf(tree);
  return { id, winner, deleted: tree.get(winner)?.deleted === true, kind: KIND, tree: writeTree(tree) };
};

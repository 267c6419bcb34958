import type { SyncDocState } from '../../storage/queries/replication/sync.ts';
import { conflict } from '../couch-refusal.ts';
import type { JsonObject } from '../hooks.ts';
import {
  leavesOf,
  mergeTrees,
  type RevisionTree,
  stemTree,
  treeOfPath,
  writeTree,
} from '../revision-tree.ts';
import type { Edit } from './incoming-edit.ts';
import { decideParent, nextRevision } from './next-revision.ts';
import { attachmentsOf, bodyText, generationAfter, storeAttachments } from './stored-attachments.ts';

/** A document while the edits of one request are applied to it, one after the other. */
export interface WorkingDoc {
  readonly id: string;
  /** Revisions kept of each of its histories. */
  readonly revsLimit: number;
  tree: RevisionTree;
  kind: string;
  /** Bodies of this request by revision, of which one may be of a revision that was forgotten before. */
  readonly bodies: Map<string, string>;
  /** Revisions whose stored bodies go, because they fell off the end of a history. */
  readonly forgotten: Set<string>;
  /** Lengths of the bytes it holds, by digest. */
  readonly lengths: Map<string, number>;
  /** Bytes of this request by digest. */
  readonly bytes: Map<string, { data: string; length: number }>;
  /** Digests that it held before and points at again. */
  readonly pointedAt: Set<string>;
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
  const lengths = new Map([
    ...doc.lengths,
    ...[...doc.bytes].map(([digest, { length }]) => [digest, length] as const),
  ]);
  const held = { lengths, before: attachmentsOf(before) };
  const body = bodyText(edit.members, storeAttachments(edit, generationAfter(parent), held));
  if (path !== undefined) return { path, body };
  const rev = nextRevision(parent, body, edit.deleted);
  return { path: parent === undefined ? [rev] : [rev, parent], body };
};

const keepBytes = (doc: WorkingDoc, { attachments }: Edit, body: string): void => {
  for (const { data, digest, length } of attachments.values()) {
    if (data !== undefined && digest !== undefined) doc.bytes.set(digest, { data, length: length ?? 0 });
  }
  for (const { digest } of attachmentsOf(JSON.parse(body) as JsonObject).values()) {
    if (!doc.bytes.has(digest)) doc.pointedAt.add(digest);
  }
};

/**
 * Applies an edit to a document and answers its revision; asks `accept` before anything changes. Throws `conflict`,
 * or what `accept` throws.
 */
export const applyEdit = async (
  doc: WorkingDoc,
  edit: Edit,
  findBody: FindBody,
  accept: () => Promise<{ kind: string }>,
): Promise<string> => {
  const planned = await plan(doc, edit, findBody);
  if ('known' in planned) return planned.known;
  const { kind } = await accept();
  const [rev = ''] = planned.path;
  const grown = mergeTrees(doc.tree, treeOfPath(planned.path, edit.deleted));
  const tree = stemTree(grown, doc.revsLimit);
  for (const known of grown.keys()) {
    if (tree.has(known)) continue;
    doc.forgotten.add(known);
    doc.bodies.delete(known);
  }
  doc.tree = tree;
  doc.kind = kind;
  doc.bodies.set(rev, planned.body);
  keepBytes(doc, edit, planned.body);
  return rev;
};

/** A document as its row will say. */
export const stateOf = ({ id, tree, kind }: WorkingDoc): SyncDocState => {
  const [winner = ''] = leavesOf(tree);
  return { id, winner, deleted: tree.get(winner)?.deleted === true, kind, tree: writeTree(tree) };
};

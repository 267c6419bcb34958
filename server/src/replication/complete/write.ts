import type { Db, Write } from '../../storage/engine/db.ts';
import { decideInTurn } from '../../storage/engine/retry.ts';
import {
  findSyncDb,
  insertSyncRevs,
  listSyncDocs,
  listSyncRevs,
  putSyncDocs,
  raiseSeq,
} from '../../storage/queries/replication/sync.ts';
import {
  holdSyncAttachment,
  insertSyncAttachment,
  listSyncAttachments,
} from '../../storage/queries/replication/sync-attachments.ts';
import { deleteSyncBodies } from '../../storage/queries/replication/sync-databases.ts';
import { type CouchRefusal, isCouchRefusal, noDatabase, refuse } from '../couch-refusal.ts';
import type { JsonObject, ReplicationHooks } from '../hooks.ts';
import { EMPTY_TREE, readTree } from '../revision-tree.ts';
import type { Edit } from './incoming-edit.ts';
import { getRevsLimit } from './revs-limit.ts';
import { applyEdit, type FindBody, stateOf, type WorkingDoc } from './working-doc.ts';

/** Where edits go, and who says what becomes of them. */
export interface Target<Context> {
  readonly db: Db;
  readonly hooks: Pick<ReplicationHooks<Context>, 'acceptDoc' | 'onCommitted'>;
  readonly name: string;
  readonly context: Context;
}

/** What became of an edit. */
export type EditOutcome =
  | { readonly id: string; readonly rev: string }
  | { readonly id: string; readonly refusal: CouchRefusal };

const readDocs = async (db: Db, name: string, edits: readonly Edit[]): Promise<Map<string, WorkingDoc>> => {
  const ids = [...new Set(edits.map(({ id }) => id))];
  const rows = new Map((await listSyncDocs(db, name, ids)).map((row) => [row.id, row]));
  const revsLimit = await getRevsLimit(db, name);
  const docs = new Map<string, WorkingDoc>();
  for (const id of ids) {
    const row = rows.get(id);
    docs.set(id, {
      id,
      revsLimit,
      tree: row === undefined ? EMPTY_TREE : readTree(row.tree),
      kind: row?.kind ?? '',
      bodies: new Map(),
      forgotten: new Set(),
      lengths: new Map(),
      bytes: new Map(),
      pointedAt: new Set(),
    });
  }
  const carriers = edits.filter(({ attachments }) => attachments.size > 0).map(({ id }) => id);
  for (const { id, digest, length } of await listSyncAttachments(db, name, [...new Set(carriers)])) {
    docs.get(id)?.lengths.set(digest, length);
  }
  return docs;
};

const writesOf = (name: string, docs: readonly WorkingDoc[], readAt: number): Write[] => [
  ...(docs.length === 0 ? [] : [raiseSeq(name, docs.length)]),
  ...putSyncDocs(name, docs.map(stateOf), readAt),
  ...docs.flatMap(({ id, forgotten }) => deleteSyncBodies(name, id, [...forgotten])),
  ...insertSyncRevs(
    docs.flatMap(({ id, bodies }) => [...bodies].map(([rev, body]) => ({ db: name, id, rev, body }))),
  ),
  ...docs.flatMap(({ id, bytes, pointedAt }) => [
    ...[...bytes].map(([digest, { data, length }]) =>
      insertSyncAttachment({ db: name, id, digest, length, data }),
    ),
    ...[...pointedAt]
      .filter((digest) => !bytes.has(digest))
      .map((digest) => holdSyncAttachment(name, id, digest)),
  ]),
];

/** The edit as the hook is asked about it. */
const askedOf = ({ id, members, deleted }: Edit): JsonObject => ({
  _id: id,
  ...(deleted ? { _deleted: true } : {}),
  ...members,
});

const settle = async <Context>(
  { db, hooks, name, context }: Target<Context>,
  edits: readonly Edit[],
): Promise<EditOutcome[]> => {
  // Read first: whatever is written while we look has a higher number, and the guard sees it.
  const readAt = (await findSyncDb(db, name))?.seq;
  if (readAt === undefined) throw noDatabase();
  const docs = await readDocs(db, name, edits);
  const changed = new Map<string, WorkingDoc>();
  const outcomes: EditOutcome[] = [];
  const findBodyOf =
    (id: string): FindBody =>
    async (rev) => {
      const [row] = await listSyncRevs(db, name, [id], [rev]);
      return row === undefined ? undefined : (JSON.parse(row.body) as JsonObject);
    };
  for (const edit of edits) {
    const { id } = edit;
    const doc = docs.get(id) as WorkingDoc;
    try {
      const rev = await applyEdit(doc, edit, findBodyOf(id), async () => {
        const asked = askedOf(edit);
        const decision = await hooks.acceptDoc(asked, name, context, () => JSON.stringify(asked));
        if ('forbidden' in decision) throw refuse(403, 'forbidden', decision.forbidden);
        // Entries of a log are never edited; who has a log serves devices, not the whole protocol.
        if ('entry' in decision) throw refuse(403, 'forbidden', 'NOT_A_SYNC_DOCUMENT');
        // The order of the feed is the order of the last edits.
        changed.delete(id);
        changed.set(id, doc);
        return decision;
      });
      outcomes.push({ id, rev });
    } catch (error) {
      if (!isCouchRefusal(error) || error.word === 'missing_stub') throw error;
      outcomes.push({ id, refusal: error });
    }
  }
  if (changed.size > 0) {
    await db.commit(writesOf(name, [...changed.values()], readAt));
    hooks.onCommitted(name);
  }
  return outcomes;
};

/**
 * Applies edits in their order, each to what the ones before it left, and stores all that are no conflict in one
 * commit. Throws what concerns the whole request.
 */
export const writeEdits = <Context>(
  target: Target<Context>,
  edits: readonly Edit[],
): Promise<EditOutcome[]> => decideInTurn(target.db, () => settle(target, edits));

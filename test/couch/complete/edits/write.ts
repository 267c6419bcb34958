import type { JsonObject } from '@hocba/server/replication/document';
import { EMPTY_TREE, readTree } from '@hocba/server/replication/revision-tree';
import type { Write } from '@hocba/server/storage/engine/db';
import {
  findSyncDb,
  insertSyncRevs,
  listSyncDocs,
  putSyncDocs,
  raiseSeq,
} from '@hocba/server/storage/queries/replication/sync';
import type { Source } from '../couch.ts';
import { type CouchRefusal, isCouchRefusal, noDatabase } from '../refusal.ts';
import { deleteSyncBodies, findSyncBody } from '../stored/stored-databases.ts';
import { decideInTurn } from '../turns.ts';
import type { Edit } from './incoming-edit.ts';
import { applyEdit, type FindBody, stateOf, type WorkingDoc } from './working-doc.ts';

/** The fate of an edit. */
export type EditOutcome =
  | { readonly id: string; readonly rev: string }
  | { readonly id: string; readonly refusal: CouchRefusal };

const readDocs = async (
  { db, name, memory }: Source,
  edits: readonly Edit[],
): Promise<Map<string, WorkingDoc>> => {
  const ids = [...new Set(edits.map(({ id }) => id))];
  const rows = new Map((await listSyncDocs(db, name, ids)).map((row) => [row.id, row]));
  const { revsLimit, bytes } = memory.of(name);
  const docs = new Map<string, WorkingDoc>();
  for (const id of ids) {
    const row = rows.get(id);
    docs.set(id, {
      id,
      revsLimit,
      tree: row === undefined ? EMPTY_TREE : readTree(row.tree),
      bodies: new Map(),
      forgotten: new Set(),
      held: bytes.get(id) ?? new Map(),
      bytes: new Map(),
    });
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
];

/** Puts the bytes that came along with the documents that they belong to. */
const keepBytes = ({ name, memory }: Source, docs: readonly WorkingDoc[]): void => {
  const kept = memory.of(name).bytes;
  for (const { id, bytes } of docs) {
    if (bytes.size > 0) kept.set(id, new Map([...(kept.get(id) ?? []), ...bytes]));
  }
};

const settle = async (source: Source, edits: readonly Edit[]): Promise<EditOutcome[]> => {
  const { db, name } = source;
  // Read first: whatever is written while we look has a higher number, and the guard sees it.
  const readAt = (await findSyncDb(db, name))?.seq;
  if (readAt === undefined) throw noDatabase();
  const docs = await readDocs(source, edits);
  const changed = new Map<string, WorkingDoc>();
  const outcomes: EditOutcome[] = [];
  const findBodyOf =
    (id: string): FindBody =>
    async (rev) => {
      const body = await findSyncBody(db, name, id, rev);
      return body === undefined ? undefined : (JSON.parse(body) as JsonObject);
    };
  for (const edit of edits) {
    const { id } = edit;
    const doc = docs.get(id) as WorkingDoc;
    try {
      const { rev, isNew } = await applyEdit(doc, edit, findBodyOf(id));
      if (isNew) {
        // The order of the feed is the order of the last edits.
        changed.delete(id);
        changed.set(id, doc);
      }
      outcomes.push({ id, rev });
    } catch (error) {
      if (!isCouchRefusal(error) || error.word === 'missing_stub') throw error;
      outcomes.push({ id, refusal: error });
    }
  }
  if (changed.size > 0) {
    const written = [...changed.values()];
    await db.commit(writesOf(name, written, readAt));
    keepBytes(source, written);
  }
  return outcomes;
};

/**
 * Applies edits in their order, each to what the ones before it left, and stores all that are no conflict in one
 * commit. Throws what concerns the whole request.
 */
export const writeEdits = (source: Source, edits: readonly Edit[]): Promise<EditOutcome[]> =>
  decideInTurn(source.db, () => settle(source, edits));

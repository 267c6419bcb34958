import { setImmediate } from 'node:timers/promises';
import type { JsonObject } from '@hocba/server/replication/document';
import { leavesOf, readTree } from '@hocba/server/replication/revision-tree';
import {
  listAllSyncDocsAfter,
  listSyncRevs,
  type SyncDocRow,
} from '@hocba/server/storage/queries/replication/sync';
import type { Source } from '../couch.ts';
import { decideInTurn } from '../turns.ts';
import { attachmentsOf } from './stored-attachments.ts';
import { deleteSyncBodies } from './stored-databases.ts';

/** Documents whose bodies are in memory at a time. */
const PAGE = 100;

/** Leaves these documents the bodies of their leaves, and the bytes those point at. */
const compactPage = async ({ db, name, memory }: Source, rows: readonly SyncDocRow[]): Promise<void> => {
  const ids = rows.map(({ id }) => id);
  const leaves = new Map(rows.map(({ id, tree }) => [id, new Set(leavesOf(readTree(tree)))]));
  const old = new Map<string, string[]>();
  const used = new Map<string, Set<string>>(ids.map((id) => [id, new Set()]));
  for (const { id, rev, body } of await listSyncRevs(db, name, ids)) {
    if (leaves.get(id)?.has(rev)) {
      const stubs = attachmentsOf(JSON.parse(body) as JsonObject);
      for (const { digest } of stubs.values()) used.get(id)?.add(digest);
    } else {
      old.set(id, [...(old.get(id) ?? []), rev]);
    }
  }
  if (old.size > 0) await db.commit([...old].flatMap(([id, revs]) => deleteSyncBodies(name, id, revs)));
  for (const id of ids) {
    const held = memory.of(name).bytes.get(id);
    for (const digest of held?.keys() ?? []) if (!used.get(id)?.has(digest)) held?.delete(digest);
  }
};

/**
 * Forgets the bodies of revisions that were written over, and bytes that only they pointed at. The revisions stay
 * known, so that nobody sends them again.
 */
export const compact = async (source: Source): Promise<void> => {
  let since = 0;
  for (;;) {
    const last = await decideInTurn(source.db, async () => {
      const rows = await listAllSyncDocsAfter(source.db, source.name, since, PAGE);
      await compactPage(source, rows);
      return rows.at(-1)?.seq;
    });
    if (last === undefined) return;
    since = last;
    await setImmediate();
  }
};

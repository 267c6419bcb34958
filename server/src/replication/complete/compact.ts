import { setImmediate } from 'node:timers/promises';
import type { Db, Write } from '../../storage/engine/db.ts';
import { decideInTurn } from '../../storage/engine/retry.ts';
import { findSyncDb, listSyncRevs, type SyncDocRow } from '../../storage/queries/replication/sync.ts';
import {
  deleteSyncAttachments,
  listSyncAttachments,
} from '../../storage/queries/replication/sync-attachments.ts';
import {
  deleteSyncBodies,
  holdSyncDb,
  listAllSyncDocsAfter,
} from '../../storage/queries/replication/sync-databases.ts';
import type { JsonObject } from '../hooks.ts';
import { leavesOf, readTree } from '../revision-tree.ts';
import { attachmentsOf } from './stored-attachments.ts';

/** Documents whose bodies are in memory at a time. */
const PAGE = 100;

/** Writes that leave these documents the bodies of their leaves, and the bytes those point at. */
const writesFor = async (db: Db, name: string, rows: readonly SyncDocRow[]): Promise<Write[]> => {
  const ids = rows.map(({ id }) => id);
  const leaves = new Map(rows.map(({ id, tree }) => [id, new Set(leavesOf(readTree(tree)))]));
  const old = new Map<string, string[]>();
  const used = new Map<string, Set<string>>(ids.map((id) => [id, new Set()]));
  for (const { id, rev, body } of await listSyncRevs(db, name, ids)) {
    if (leaves.get(id)?.has(rev)) {
      for (const { digest } of attachmentsOf(JSON.parse(body) as JsonObject).values()) {
        used.get(id)?.add(digest);
      }
    } else {
      old.set(id, [...(old.get(id) ?? []), rev]);
    }
  }
  const unused = (await listSyncAttachments(db, name, ids)).filter(
    ({ id, digest }) => !used.get(id)?.has(digest),
  );
  return [
    ...[...old].flatMap(([id, revs]) => deleteSyncBodies(name, id, revs)),
    ...unused.flatMap(({ id, digest }) => deleteSyncAttachments(name, id, [digest])),
  ];
};

/**
 * Forgets the bodies of revisions that were written over, and bytes that only they pointed at. The revisions stay
 * known, so that nobody sends them again.
 */
export const compact = async (db: Db, name: string): Promise<void> => {
  let since = 0;
  for (;;) {
    const last = await decideInTurn(db, async () => {
      const seq = (await findSyncDb(db, name))?.seq ?? 0;
      const rows = await listAllSyncDocsAfter(db, name, since, PAGE);
      const writes = await writesFor(db, name, rows);
      // What was written since may point at bytes that nothing pointed at before: then this page is looked at again.
      if (writes.length > 0) await db.commit([holdSyncDb(name, seq), ...writes]);
      return rows.at(-1)?.seq;
    });
    if (last === undefined) return;
    since = last;
    await setImmediate();
  }
};

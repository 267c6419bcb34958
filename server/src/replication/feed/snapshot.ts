import { setImmediate } from 'node:timers/promises';
import type { Db } from '../../storage/engine/db.ts';
import { findSyncDb, listSyncDocsAfter } from '../../storage/queries/replication/sync.ts';
import { readStoredDocs, renderDoc } from './stored-docs.ts';

/** Documents that are held in memory at a time, and that one reader keeps the others waiting for. */
const PAGE = 100;

/** The database and the kinds that a snapshot is of. */
interface Extent {
  readonly db: Db;
  readonly name: string;
  /** Kinds the reader may see. */
  readonly kinds: readonly string[];
  /** Names the life of the database that the number belongs to. */
  readonly epoch: string;
}

/**
 * The lines of a snapshot in pieces of some documents: the number it was begun at, every visible document that
 * is not deleted, and a last line that counts them, without which it is not whole. A document that is written
 * meanwhile may be missing; the feed after the number has it.
 */
export const snapshotLines = async function* ({ db, name, kinds, epoch }: Extent): AsyncGenerator<string> {
  const seq = (await findSyncDb(db, name))?.seq ?? 0;
  yield `${JSON.stringify({ epoch, seq })}\n`;
  let docs = 0;
  let since = 0;
  for (;;) {
    const page = await listSyncDocsAfter(db, name, kinds, since, PAGE);
    // Changes beyond the number come with the feed; without this end a busy database would never let go.
    const rows = page.filter((row) => row.seq <= seq);
    const stored = await readStoredDocs(
      db,
      name,
      rows.filter(({ deleted }) => !deleted),
    );
    const texts = [...stored.values()].flatMap(
      (doc) => renderDoc(doc, doc.winner, { revs: true, conflicts: false }) ?? [],
    );
    docs += texts.length;
    if (texts.length > 0) yield `${texts.join('\n')}\n`;
    if (rows.length < PAGE) break;
    since = rows.at(-1)?.seq ?? seq;
    await setImmediate();
  }
  yield `${JSON.stringify({ end: true, docs })}\n`;
};

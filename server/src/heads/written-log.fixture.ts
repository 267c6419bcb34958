import type { Db } from '../storage/engine/db.ts';
import { appendAudit } from '../storage/queries/audit/audit.ts';
import { openSyncDb, raiseSeq } from '../storage/queries/replication/sync.ts';
import { chainOf } from '../storage/queries/submission-chain.ts';
import {
  findProjection,
  insertSubmissions,
  listSubmissionsAfter,
  moveProjection,
} from '../storage/queries/submissions.ts';

export const NOW = '2026-09-05T01:00:00.000Z';
export const YEAR = '08000101-2026-2027';

/** Opens the log of a school year. */
export const openLog = (db: Db, name: string = YEAR): Promise<void> => db.commit([openSyncDb(name, NOW)]);

/** Writes one submission into a log, as the registry does, and moves the projection over it. */
export const writeLog = async (db: Db, body: string, name: string = YEAR): Promise<void> => {
  const before = await findProjection(db, name);
  const [newest] = await listSubmissionsAfter(db, name, before?.seq ?? 0, 1);
  if (newest !== undefined) throw new Error('the log is ahead of the projection');
  await db.commit([
    raiseSeq(name, 1),
    ...insertSubmissions(db, [
      {
        ...{ db: name, doc: `entry:${body}`, kind: 'entry', dev: 'd0000000000aa', n: (before?.seq ?? 0) + 1 },
        ...{ account: 'toan.8a1', received_at: NOW, body: JSON.stringify({ body }), rev: '1-a', name: null },
      },
    ]),
  ]);
  const rows = await listSubmissionsAfter(db, name, before?.seq ?? 0, 1);
  const seq = rows.at(-1)?.seq ?? 0;
  await db.commit([
    moveProjection({ db: name, seq, chain: chainOf(db, before?.chain ?? '', rows) }, before?.seq),
  ]);
};

/** Writes one act into the audit. */
export const writeAct = (db: Db, action: string): Promise<void> =>
  db.commit([appendAudit({ at: NOW, actor: 'cli', action, student: null, detail: {} })]);

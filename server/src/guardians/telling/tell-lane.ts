import type { Write } from '../../storage/engine/db.ts';
import { isLostRace } from '../../storage/engine/retry.ts';
import { type AuditRow, findLastAudit, listAuditAfter } from '../../storage/queries/audit/audit-queries.ts';
import { findSetting, insertSetting, replaceSetting } from '../../storage/queries/settings.ts';
import type { Lane, Task } from '../../work/lane.ts';
import { familyMessages, type TellServices } from './family-messages.ts';
import { type FamilyNotice, noticeOf } from './notice.ts';

const TOLD_UP_TO = 'families-told-up-to';
/** Rows of the audit that are read at once. */
const PAGE = 200;
/** Rows that nobody is told of before the place is written down anyway: a start reads no more than these again. */
const UNWRITTEN = 1000;

const noticesOf = (rows: readonly AuditRow[]): FamilyNotice[] => rows.flatMap((row) => noticeOf(row) ?? []);

/** Writes that follow from acts of the audit, made in the commit that tells of them. */
export type AlsoFollows = (rows: readonly AuditRow[]) => Promise<readonly Write[]>;

/**
 * The lane that follows the audit and tells families what it says of their children: each act once, in the commit that moves
 * its place on. An act costs nothing more for it, so its time tells nothing. A registry that starts with this program
 * for the first time tells nothing of the past.
 */
export const tellLane = (services: TellServices, alsoFollows: AlsoFollows): Lane => {
  const { db } = services;
  // Rows behind the written place that nobody is told of.
  let read = 0;

  const moveOn = async (from: number, to: number, writes: readonly Write[]): Promise<void> => {
    try {
      await db.commit([...writes, replaceSetting(TOLD_UP_TO, String(from), String(to))]);
    } catch (error) {
      // Another process told of these acts.
      if (!isLostRace(error)) throw error;
    }
  };

  const tell = async (from: number, rows: readonly AuditRow[]): Promise<void> => {
    const writes: Write[] = [...(await alsoFollows(rows))];
    for (const notice of noticesOf(rows)) writes.push(...(await familyMessages(services, notice)));
    const last = rows.at(-1)?.seq ?? from;
    // Nobody is reached: the place is not worth a commit, which every look-up would pay for with a second flush.
    if (writes.length === 0 && last - from <= UNWRITTEN) read = last;
    else await moveOn(from, last, writes);
  };

  const start = async (): Promise<void> => {
    const { seq } = await findLastAudit(db);
    await db.commit([insertSetting(TOLD_UP_TO, String(seq))]).catch((error: unknown) => {
      if (!isLostRace(error)) throw error;
    });
  };

  const take = async (): Promise<Task | undefined> => {
    const written = await findSetting(db, TOLD_UP_TO);
    if (written === undefined) {
      await start();
      return undefined;
    }
    const from = Number(written);
    const rows = await listAuditAfter(db, Math.max(from, read), PAGE);
    if (rows.length === 0) return undefined;
    const last = rows.at(-1)?.seq ?? from;
    if (noticesOf(rows).length > 0 || last - from > UNWRITTEN) return () => tell(from, rows);
    read = last;
    return take();
  };

  return { name: 'tell', pace: { concurrency: 1, lookEveryMs: 2_000 }, tables: ['audit'], take };
};

import { lt } from 'drizzle-orm';
import { type Db, type Write, write } from '../../engine/db.ts';
import { insertRow, keptQuestion, updateRows } from '../../engine/rows.ts';
import type { guardian_challenge } from '../../tables/tables.ts';

export type ChallengeRow = typeof guardian_challenge.$inferSelect;

const CHALLENGE_BY_ID = keptQuestion('guardian_challenge', ['id']);

/** A way in that is being walked; undefined when it is over. */
export const findChallenge = async (db: Db, id: string): Promise<ChallengeRow | undefined> =>
  (await db.read(CHALLENGE_BY_ID, { id }))[0];

/** A new way in; ways whose time is over go with it. */
export const insertChallenge = (row: ChallengeRow): Write[] => [
  write((query, { guardian_challenge: t }) => query.delete(t).where(lt(t.expires_at, row.created_at))),
  insertRow('guardian_challenge', row),
];

/** Goes one step on; WRITE_CONFLICT when somebody else went meanwhile. */
export const updateChallenge = (
  { id, version }: ChallengeRow,
  change: Partial<Omit<ChallengeRow, 'id' | 'version'>>,
): Write => updateRows('guardian_challenge', { id, version }, { ...change, version: version + 1 }, 1);

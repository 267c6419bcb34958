import type { Db } from '../../storage/engine/db.ts';
import type { GuardianLinkRow } from '../../storage/queries/guardians/guardian-links.ts';

/** The row with its seal, a MAC over every other column; links from before there were orders have no `limits` in theirs. */
export const sealLink = (db: Db, row: Omit<GuardianLinkRow, 'seal'>): GuardianLinkRow => {
  const columns = Object.entries(row)
    .filter(([name, value]) => name !== 'limits' || value !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...row, seal: db.mac('guardian-link', JSON.stringify(columns)) };
};

/** Whether this registry wrote the row as it stands. */
export const isSealedLink = (db: Db, { seal, ...row }: GuardianLinkRow): boolean =>
  sealLink(db, row).seal === seal;

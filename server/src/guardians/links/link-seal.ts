import type { Db } from '../../storage/engine/db.ts';
import type { GuardianLinkRow } from '../../storage/queries/guardians/guardian-links.ts';
import { rowSeal } from '../row-seal.ts';

/** The row with its seal, a MAC over every other column; links from before there were orders have no `limits` in theirs. */
export const sealLink = (db: Db, row: Omit<GuardianLinkRow, 'seal'>): GuardianLinkRow => {
  const { limits, ...columns } = row;
  return { ...row, seal: rowSeal(db, 'guardian-link', limits === null ? columns : row) };
};

/** Whether this registry wrote the row as it stands. */
export const isSealedLink = (db: Db, { seal, ...row }: GuardianLinkRow): boolean =>
  sealLink(db, row).seal === seal;

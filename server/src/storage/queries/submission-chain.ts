import type { Db } from '../engine/db.ts';
import type { submission } from '../tables/tables.ts';

type SubmissionRow = typeof submission.$inferSelect;

/** The key that seals and chains are made with. */
type Key = Pick<Db, 'mac'>;

/** The MAC of a submission: it covers every column but the number, which only the commit knows. */
export const submissionMac = ({ mac }: Key, row: Omit<SubmissionRow, 'seq' | 'mac'>): string =>
  mac(
    'submission',
    JSON.stringify([
      row.db,
      row.doc,
      row.kind,
      row.dev,
      row.n,
      row.account,
      row.received_at,
      row.body,
      row.rev,
      row.name,
    ]),
  );

/** Whether a submission is as a program with the key wrote it. */
export const isSealed = (key: Key, row: SubmissionRow): boolean => row.mac === submissionMac(key, row);

/** The chain after some rows: it covers number and MAC of each, so that one removed, added or moved later shows. */
export const chainOf = (
  { mac }: Key,
  before: string,
  rows: readonly Pick<SubmissionRow, 'seq' | 'mac'>[],
): string => rows.reduce((chain, row) => mac('log', JSON.stringify([chain, row.seq, row.mac])), before);

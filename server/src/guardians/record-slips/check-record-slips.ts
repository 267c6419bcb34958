import { faultOfTold } from '../../people/told-rows.ts';
import { REKEYED } from '../../storage/engine/chain/key-chains.ts';
import type { Db } from '../../storage/engine/db.ts';
import { readActs } from '../../storage/queries/audit/acts.ts';
import { type RecordSlipRow, readRecordSlips } from '../../storage/queries/guardians/record-slips.ts';

type Slip = Omit<RecordSlipRow, 'id'>;

/** The slips of the audit by id, with their hashes as MACs; acts under a former chain key say no hash any more. */
const readTold = async (db: Db): Promise<{ rows: Map<string, Slip>; last: string }> => {
  const told = { rows: new Map<string, Slip>(), last: '' };
  for await (const row of readActs(db, ['record-slip.issued', 'record-slip.ended', REKEYED])) {
    const { action, at, actor, student } = row;
    if (action === REKEYED) {
      told.rows.clear();
      told.last = at;
      continue;
    }
    const { slip = '', school = '', hash = '', expiresAt = '' } = JSON.parse(row.detail);
    if (action === 'record-slip.issued') {
      const times = { created_at: at, expires_at: expiresAt };
      told.rows.set(slip, { student: student ?? '', school, hash, issued_by: actor, ...times });
    } else {
      const ended = told.rows.get(slip);
      if (ended !== undefined) ended.expires_at = at;
    }
  }
  return told;
};

/** Slips of paper that are otherwise than the acts of the audit say: one that was made past the registry opens facts. */
export const checkRecordSlips = async (db: Db): Promise<string[]> => {
  const told = await readTold(db);
  const nameOf = ({ student, school, created_at: at }: Slip) =>
    `paper slip of ${student} by ${school} of ${at}`;
  const faults: string[] = [];
  for await (const page of readRecordSlips(db)) {
    for (const { id, ...row } of page) {
      const said = { ...row, hash: db.mac('told', row.hash) };
      const fault = faultOfTold(told, said, { key: id, at: row.created_at });
      if (fault !== undefined) faults.push(nameOf(row) + fault);
    }
  }
  return [...faults, ...[...told.rows.values()].map((row) => `${nameOf(row)} is missing`)];
};

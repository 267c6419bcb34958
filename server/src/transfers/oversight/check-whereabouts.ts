import { faultOfTold } from '../../people/told-rows.ts';
import { REKEYED } from '../../storage/engine/chain/key-chains.ts';
import type { Db } from '../../storage/engine/db.ts';
import { readActs } from '../../storage/queries/audit/acts.ts';
import { readWhereabouts, type WhereaboutsRow } from '../../storage/queries/dossiers/whereabouts.ts';

type Note = Omit<WhereaboutsRow, 'id'>;

/** The notes of the audit by id, with their texts as MACs; acts under a former chain key say no text any more. */
const readTold = async (db: Db): Promise<{ rows: Map<string, Note>; last: string }> => {
  const told = { rows: new Map<string, Note>(), last: '' };
  for await (const { action, at, actor, student, detail } of readActs(db, ['pool.settled', REKEYED])) {
    if (action === REKEYED) {
      told.rows.clear();
      told.last = at;
      continue;
    }
    const { whereabouts = '', kind = '', note = '' } = JSON.parse(detail);
    told.rows.set(whereabouts, { student: student ?? '', kind, note, noted_by: actor, noted_at: at });
  }
  return told;
};

/** Notes about where pupils are that are otherwise than the acts of the audit say: each takes a pupil off the list. */
export const checkWhereabouts = async (db: Db): Promise<string[]> => {
  const told = await readTold(db);
  const nameOf = ({ student, noted_at: at }: Note) => `note of where ${student} is of ${at}`;
  const faults: string[] = [];
  for await (const page of readWhereabouts(db)) {
    for (const { id, ...row } of page) {
      const said = { ...row, note: db.mac('told', row.note) };
      const fault = faultOfTold(told, said, { key: id, at: row.noted_at });
      if (fault !== undefined) faults.push(nameOf(row) + fault);
    }
  }
  return [...faults, ...[...told.rows.values()].map((row) => `${nameOf(row)} is missing`)];
};

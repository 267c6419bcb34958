import { REKEYED } from '../storage/engine/chain/key-chains.ts';
import type { Db } from '../storage/engine/db.ts';
import { listActsAbout, readActs } from '../storage/queries/audit/acts.ts';
import type { AuditEvent } from '../storage/queries/audit/audit.ts';
import { readStudents, type StudentRow } from '../storage/queries/schools/schools.ts';

const WRITTEN = 'student.written';

/** A pupil as a MAC, because the audit holds no names; keys of sorting and searching follow from the name. */
const stateOf = ({ mac }: Pick<Db, 'mac'>, row: StudentRow): string =>
  mac(
    'told',
    JSON.stringify([row.id, row.code, row.personal_id, row.name, row.birth_date, row.sex, row.ethnicity]),
  );

/** The acts that write what these pupils are called. */
export const pupilActs = (db: Pick<Db, 'mac'>, pupils: readonly StudentRow[], at: string): AuditEvent[] =>
  pupils.map((row) => ({
    ...{ at, actor: 'cli', action: WRITTEN, student: row.id },
    detail: { state: stateOf(db, row) },
  }));

/**
 * Pupils who are called otherwise than the last act of the audit says. Pupils without an act under the chain key of today
 * are not compared.
 */
export const checkPupils = async (db: Db): Promise<string[]> => {
  const faults: string[] = [];
  let rekeyed = 0;
  for await (const { seq } of readActs(db, [REKEYED])) rekeyed = seq;
  for await (const page of readStudents(db)) {
    const ids = page.map(({ id }) => id);
    // A MAC under a former chain key says nothing any more.
    const acts = (await listActsAbout(db, WRITTEN, ids)).filter(({ seq }) => seq > rekeyed);
    const states = new Map(
      acts.map(({ student, detail }) => [student, (JSON.parse(detail) as { state: string }).state]),
    );
    for (const row of page) {
      const state = states.get(row.id);
      if (state !== undefined && state !== stateOf(db, row)) {
        faults.push(`pupil ${row.id} is not what the audit says`);
      }
    }
  }
  return faults;
};

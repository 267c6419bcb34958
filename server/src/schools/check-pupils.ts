import { RegistryError } from '@hocba/shared/problems';
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
 * Those of the pupils who are called otherwise than the last act of the audit says. Pupils without an act under the chain
 * key of today are not compared. `next` has the rows that are to be written: one that says what the act says puts its
 * pupil right.
 */
export const listAltered = async (
  db: Db,
  rows: readonly StudentRow[],
  next: ReadonlyMap<string, StudentRow> = new Map(),
): Promise<StudentRow[]> => {
  let rekeyed = 0;
  for await (const { seq } of readActs(db, [REKEYED])) rekeyed = seq;
  const ids = rows.map(({ id }) => id);
  // A MAC under a former chain key says nothing any more.
  const acts = (await listActsAbout(db, WRITTEN, ids)).filter(({ seq }) => seq > rekeyed);
  const states = new Map(
    acts.map(({ student, detail }) => [student, (JSON.parse(detail) as { state: string }).state]),
  );
  const isAltered = (row: StudentRow) => (states.get(row.id) ?? stateOf(db, row)) !== stateOf(db, row);
  return rows.filter((row) => isAltered(row) && isAltered(next.get(row.id) ?? row));
};

/**
 * Refuses pupils whose rows were edited past the registry: what a class list says of a pupil is signed one day. Throws
 * PUPIL_ALTERED with the id of the first.
 */
export const requireUnaltered = async (db: Db, rows: readonly StudentRow[]): Promise<void> => {
  const [altered] = await listAltered(db, rows);
  if (altered !== undefined) throw new RegistryError('PUPIL_ALTERED', altered.id);
};

/** Every pupil who is called otherwise than the last act of the audit says. */
export const checkPupils = async (db: Db): Promise<string[]> => {
  const faults: string[] = [];
  for await (const page of readStudents(db)) {
    for (const { id } of await listAltered(db, page)) faults.push(`pupil ${id} is not what the audit says`);
  }
  return faults;
};

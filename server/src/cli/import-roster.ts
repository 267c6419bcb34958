import { republishClass } from '../records/publish-class.ts';
import {
  planRosterImport,
  type RosterImport,
  type RosterTarget,
  rosterWrites,
} from '../schools/import-roster.ts';
import { readXlsx } from '../schools/read-xlsx.ts';
import type { Db } from '../storage/db.ts';
import { type Print, printCounts, printErrors } from './import-report.ts';

const printPlan = ({ rows, plan, newClasses }: RosterImport, print: Print): void => {
  for (const code of newClasses) print(`Create     class ${code}`);
  const fields = new Map(plan.update.map((change) => [change.row.row, change.fields.join(', ')]));
  const created = new Set(plan.create.map(({ row }) => row));
  for (const { row, class: classCode, code, name } of rows) {
    const changed = fields.get(row);
    const verb = created.has(row) ? 'Create' : changed === undefined ? 'Unchanged' : 'Update';
    print(`${verb.padEnd(10)} row ${row}, ${classCode}, ${code}, ${name}${changed ? `: ${changed}` : ''}`);
  }
};

/**
 * Imports a pupil list: prints what each row would do and, with `apply`, does all of it in one commit. Returns the
 * exit code: 0, or 1 with every reason printed and nothing written.
 */
export const importRoster = async (
  db: Db,
  bytes: Uint8Array,
  target: RosterTarget,
  apply: boolean,
  print: Print,
): Promise<number> => {
  const found = await planRosterImport(db, target, await readXlsx(bytes));
  if (found.errors.length > 0) {
    printErrors(found.errors, print);
    return 1;
  }
  printPlan(found, print);
  const { create, update, unchanged } = found.plan;
  if (apply) {
    const writes = rosterWrites(target, found);
    if (writes.length > 0) await db.commit(writes);
    // Also when nothing changed: a command that was killed between the two commits is finished by running it again.
    for (const code of found.classes) await republishClass({ db }, target.school, target.year, code);
  }
  printCounts({ create: create.length, update: update.length, unchanged }, apply, print);
  return 0;
};

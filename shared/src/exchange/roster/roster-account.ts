import type { StudentCode } from '../../school/identifiers.ts';
import { type Account, accountFor } from '../workbook/accounting.ts';
import type { SheetTable } from '../workbook/sheet-table.ts';
import type { RosterColumn } from './roster.ts';
import type { RosterReading } from './roster-sheets.ts';

/** The columns from which each detail of a pupil is read. */
const COLUMNS_OF: ReadonlyMap<string, readonly RosterColumn[]> = new Map<string, readonly RosterColumn[]>([
  ['name', ['name', 'family', 'given']],
  ['birthDate', ['birthDate']],
  ['sex', ['sex']],
  ['ethnicity', ['ethnicity']],
  ['personalId', ['personalId']],
  ['class', ['class']],
  ['status', ['status']],
  ['joinedOn', ['statusOn']],
  ['leftOn', ['statusOn']],
  ['notTaken', ['chosen']],
]);

/** The steps of a plan for the pupils of a list. */
interface Planned {
  readonly create: readonly { readonly code: StudentCode }[];
  readonly update: readonly {
    readonly row: { readonly code: StudentCode };
    readonly fields: readonly string[];
  }[];
}

/** The fate of every cell of the workbook under a plan. Throws IMPORT_UNACCOUNTED. */
export const accountForRoster = (
  tables: readonly SheetTable[],
  { cells, notes }: RosterReading,
  { create, update }: Planned,
): Account => {
  const created = new Set(create.map(({ code }) => code));
  const changed = new Map(
    update.map(({ row, fields }) => [row.code, fields.flatMap((field) => COLUMNS_OF.get(field) ?? [])]),
  );
  let written = 0;
  let unchanged = 0;
  for (const [code, keys] of cells) {
    const own = created.has(code) ? keys : keys.filter((key) => changed.get(code)?.includes(key));
    written += own.length;
    unchanged += keys.length - own.length;
  }
  return accountFor(tables, { written, unchanged }, notes);
};

import type { Header } from './header.ts';
import { cellText, type SheetRow } from './sheet-table.ts';

/** Headings of the family name with the middle name, folded; the given name stands in a column of its own. */
export const FAMILY_HEADINGS =
  'ho hodem hovadem hotendem hovatendem holot hochulot hovachulot hotenlot hovatenlot';

/** All columns that hold parts of a name: also those over which its heading is merged. */
export const nameColumns = (header: Header<string>): number[] =>
  (['name', 'family', 'given'] as const)
    .flatMap((key) => [header.columns.get(key) ?? [], header.further.get(key) ?? []].flat())
    .toSorted((a, b) => a - b);

/** The name in a row, its parts joined in their order; a given name that stands at the end of the whole counts once. */
export const nameIn = (row: SheetRow, header: Header<string>): string => {
  const whole = [header.columns.get('name') ?? [], header.further.get('name') ?? []].flat();
  const text = (columns: readonly number[]) =>
    columns
      .map((column) => cellText(row[column]))
      .filter((part) => part !== '')
      .join(' ');
  const full = text(whole);
  const given = text([header.columns.get('given') ?? []].flat());
  if (full !== '' && (given === '' || full.toLowerCase().endsWith(` ${given.toLowerCase()}`))) return full;
  return text(nameColumns(header));
};

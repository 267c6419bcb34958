import { cellText, type SheetRow } from '../sheet-table.ts';
import type { Header } from './header.ts';

/** Headings of the family name with the middle name, folded; the given name stands in a column of its own. */
export const FAMILY_HEADINGS =
  'ho hodem hovadem hotendem hovatendem holot hochulot hovachulot hotenlot hovatenlot';

/** All columns that hold parts of a name: also those over which its heading is merged. */
export const nameColumns = (header: Header<string>): number[] =>
  (['name', 'family', 'given'] as const)
    .flatMap((key) => [header.columns.get(key) ?? [], header.further.get(key) ?? []].flat())
    .toSorted((a, b) => a - b);

/** The columns of the family name and of the given name, where these stand apart; undefined in a list of whole names. */
const partsOf = ({ columns, further }: Header<string>): readonly [number[], number[]] | undefined => {
  const under = (key: string) => [columns.get(key) ?? [], further.get(key) ?? []].flat();
  const whole = under('name');
  if (whole.length > 1) return [whole.slice(0, 1), whole.slice(-1)];
  return whole.length === 0 ? [under('family'), under('given')] : undefined;
};

const isFilled = (row: SheetRow, columns: readonly number[]): boolean =>
  columns.some((column) => cellText(row[column]) !== '');

/** Whether rows have family and given name in columns of their own; under one merged heading a row has to show it. */
export const hasPartsApart = (rows: readonly SheetRow[], header: Header<string>): boolean => {
  const parts = partsOf(header);
  if (parts === undefined) return false;
  const below = rows.slice(header.lastRow + 1);
  return !header.columns.has('name') || below.some((row) => parts.every((columns) => isFilled(row, columns)));
};

/** The column of a name that lacks its family or its given name, and the part that stands there. */
export const findNameGap = (
  row: SheetRow,
  header: Header<string>,
): { readonly column: string; readonly value: string } | undefined => {
  const [hasFamily, hasGiven] = (partsOf(header) ?? []).map((columns) => isFilled(row, columns));
  if (hasFamily === hasGiven) return undefined;
  const value = cellText(row[nameColumns(header).find((column) => cellText(row[column]) !== '') ?? -1]);
  return { column: hasFamily ? 'Tên' : 'Họ đệm', value };
};

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

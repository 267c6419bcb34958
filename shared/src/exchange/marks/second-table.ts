import type { ColumnCode } from '../../school/identifiers.ts';
import { contradictionsIn } from '../workbook/choose-sheet.ts';
import type { Header, ImportError } from '../workbook/headings/header.ts';
import type { FirstHeadings } from '../workbook/headings/second-headings.ts';
import type { SheetTable } from '../workbook/sheet-table.ts';
import { type ClaimTarget, claimsOfTitle, judgeClaims } from '../workbook/titles/sheet-claims.ts';
import { isOtherMark, type MarkColumn, markColumns, renameHeading } from './marks-columns.ts';

/** The first headings of marks, and what is imported below them. */
export interface FirstTable extends FirstHeadings<MarkColumn> {
  readonly claims: ClaimTarget;
}

const WEAK: readonly MarkColumn[] = ['name', 'family', 'given', 'birthDate', 'class', 'remark'];

/** The knowledge that headings and titles of a second table or page of marks are held against. */
export const firstTableOf = (
  table: SheetTable,
  header: Header<MarkColumn>,
  { columns, claims }: { readonly columns: readonly ColumnCode[]; readonly claims: ClaimTarget },
): FirstTable => ({
  ...{ table, header, claims, weak: WEAK },
  specs: markColumns(columns),
  rename: renameHeading(claims),
  isForeign: isOtherMark,
});

/** SHEET_CONTRADICTS for the heading of a column of marks that says, also in brackets, that it is of something else. */
export const otherColumnTitles = ({ table, header, specs, claims }: FirstTable): ImportError[] =>
  specs
    .filter(({ key }) => !['code', ...WEAK].includes(key))
    .flatMap(({ key }) => header.titles[header.columns.get(key) ?? -1] ?? [])
    .flatMap((title) =>
      contradictionsIn(table, header.rowIndex + 1, judgeClaims(title, claimsOfTitle(title), claims)),
    );

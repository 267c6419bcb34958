import type { CellHead } from '../marks/cell-head.ts';
import type { AccountName } from '../school/identifiers.ts';

/**
 * The account that brought a value under its author's name; undefined when the author sent it. It stands apart from the
 * schemas of a sheet, which screens do without: with them the first page would cost 10 kB more.
 */
export const bringerOf = (head: CellHead | undefined): AccountName | undefined =>
  head?.length === 5 ? head[4] : undefined;

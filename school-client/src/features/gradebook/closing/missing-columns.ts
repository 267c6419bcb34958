import type { Finding } from '@hocba/shared/marks/finding';
import type { ColumnCode } from '@hocba/shared/school/identifiers';

/** A column that somebody has begun to fill, and how many of its cells are not right yet. */
export interface MissingColumn {
  readonly column: ColumnCode;
  readonly count: number;
}

/** Pupils with something missing or wrong in a column. */
const countIn = (findings: readonly Finding[], column: ColumnCode): number =>
  new Set(findings.flatMap((finding) => (finding.column === column ? [finding.student] : []))).size;

/**
 * The begun columns in which cells are missing, in the order of the sheet. A column in which nothing stands yet is
 * left out: its turn has not come. `asked` is how many pupils are asked for each column.
 */
export const missingColumns = (
  columns: readonly ColumnCode[],
  findings: readonly Finding[],
  asked: number,
): MissingColumn[] =>
  columns
    .map((column) => ({ column, count: countIn(findings, column) }))
    .filter(({ count }) => count > 0 && count < asked);

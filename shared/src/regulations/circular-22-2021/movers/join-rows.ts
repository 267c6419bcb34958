import type { CellValue } from '../../../marks/cell.ts';
import type { Finding } from '../../../marks/finding.ts';
import type { RowValues } from '../../../marks/row-values.ts';
import type { ColumnCode } from '../../../school/identifiers.ts';
import { REGULAR_COLUMNS } from '../sheet/columns.ts';

/** Which of two schools a mark was given at. */
export type Origin = 'former' | 'present';

/** The row of a pupil who moved in the middle of a term: marks of both schools in one row, each with its school. */
export interface JoinedRow {
  readonly row: RowValues;
  /** Regular marks the row has columns for: as many as the term asks for, or more where both schools gave more. */
  readonly regularMarks: number;
  readonly from: Readonly<Partial<Record<ColumnCode, Origin>>>;
  readonly findings: readonly Finding[];
}

const MOST_REGULAR = REGULAR_COLUMNS.length;
const TESTS = ['gk', 'ck'] as const;

interface Mark {
  readonly value: CellValue;
  readonly from: Origin;
}

const regularOf = (row: RowValues, from: Origin): Mark[] =>
  REGULAR_COLUMNS.flatMap((column): Mark[] => {
    const value = row[column] ?? null;
    return value === null ? [] : [{ value, from }];
  });

/**
 * Puts the marks of one term from two schools together: regular marks of the former school first, then those of the
 * present one, and the one mid-term and end-term test wherever it was sat. REGULAR_MARKS_EXTRA where there are more
 * than the term asks for (all count, the divisor follows them), REGULAR_MARKS_FULL where a mark finds no column,
 * TERM_TWICE for a test with different marks at both schools, whose cell stays empty until a person decides.
 */
export const joinRows = (former: RowValues, present: RowValues, regularMarks: number): JoinedRow => {
  const row: Record<string, CellValue | null> = {};
  const from: Partial<Record<ColumnCode, Origin>> = {};
  const findings: Finding[] = [];
  const regular = [...regularOf(former, 'former'), ...regularOf(present, 'present')];
  for (const [i, column] of REGULAR_COLUMNS.entries()) {
    const mark = regular[i];
    if (mark === undefined) break;
    row[column] = mark.value;
    from[column] = mark.from;
  }
  if (regular.length > regularMarks) findings.push({ code: 'REGULAR_MARKS_EXTRA', value: regular.length });
  if (regular.length > MOST_REGULAR) findings.push({ code: 'REGULAR_MARKS_FULL', value: regular.length });
  for (const column of TESTS) {
    const [before, now] = [former[column] ?? null, present[column] ?? null];
    if (before !== null && now !== null && before !== now) {
      findings.push({ code: 'TERM_TWICE', column });
      continue;
    }
    const value = now ?? before;
    if (value === null) continue;
    row[column] = value;
    from[column] = before === null ? 'present' : 'former';
  }
  return {
    row,
    regularMarks: Math.min(Math.max(regularMarks, regular.length), MOST_REGULAR),
    from,
    findings,
  };
};

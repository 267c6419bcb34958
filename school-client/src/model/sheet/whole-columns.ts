import type { Finding } from '@hocba/shared/marks/finding';

/** Findings that only say "nothing is here yet". */
const PLAIN: readonly string[] = [
  'MARK_MISSING',
  'CONDUCT_MISSING',
  'ABSENCES_MISSING',
  'LEVEL_MISSING',
  'TEST_MISSING',
];

/** Whether a finding says no more than that a cell is empty. */
export const isPlainlyMissing = ({ code, column }: Finding): boolean =>
  column !== undefined && PLAIN.includes(code);

/** So few pupils are read faster by name. */
const FEWEST = 3;

/** From this number on the class lacks a column as a whole, or nearly: half of its pupils. */
export const mostOf = (pupils: number): number => Math.max(FEWEST, Math.ceil(pupils / 2));

/** A column of a sheet that many pupils lack. */
export interface WholeColumn {
  readonly column: string;
  readonly count: number;
  /** The first pupil who lacks it: where its entering begins. */
  readonly first: string;
}

/**
 * The columns of one sheet that `least` pupils or more lack: one line each instead of one for every pupil. Findings come
 * pupil by pupil in the order of the class list.
 */
export const wholeColumns = (findings: readonly Finding[], least: number): WholeColumn[] => {
  const columns = new Map<string, WholeColumn>();
  for (const finding of findings) {
    const { column = '', student = '' } = finding;
    if (!isPlainlyMissing(finding)) continue;
    const known = columns.get(column);
    columns.set(column, { column, count: (known?.count ?? 0) + 1, first: known?.first ?? student });
  }
  return [...columns.values()].filter(({ count }) => count >= least);
};

import type { RecordRow } from '../../model/records.ts';

/** Whether a person should look at a record before approving it: open points, or not simply promoted. */
export const isException = ({ document }: RecordRow): boolean =>
  document !== undefined &&
  (document.findings.length > 0 ||
    (document.record.promotion !== null && document.record.promotion !== 'promoted'));

/** Exceptions first, each part in the order of the official list. */
export const inReviewOrder = (rows: readonly RecordRow[]): RecordRow[] =>
  [...rows].sort(
    (a, b) => Number(isException(b)) - Number(isException(a)) || a.student.order - b.student.order,
  );

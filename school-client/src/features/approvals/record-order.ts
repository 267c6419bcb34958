import type { YearRecord } from '@hocba/shared/record/year-record';
import type { RecordRow } from '../../model/records.ts';

/** The year is known and does not simply lead to the next grade. */
const isHeldBack = (record: YearRecord): boolean => {
  if (record.regulation === 'circular-27-2020') {
    return !['year-open', 'completed'].includes(record.completion.step);
  }
  return record.promotion !== null && record.promotion !== 'promoted';
};

/** Whether a person should look at a record before approving it: open points, or not simply promoted. */
export const isException = ({ document }: RecordRow): boolean =>
  document !== undefined && (document.findings.length > 0 || isHeldBack(document.record));

/** Exceptions first, each part in the order of the official list. */
export const inReviewOrder = (rows: readonly RecordRow[]): RecordRow[] =>
  [...rows].sort(
    (a, b) => Number(isException(b)) - Number(isException(a)) || a.student.order - b.student.order,
  );

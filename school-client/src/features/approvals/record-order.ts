import type { Finding } from '@hocba/shared/marks/finding';
import type { YearRecord } from '@hocba/shared/record/year-record';
import type { RecordRow } from '../../model/records.ts';

/** The year is known and does not simply lead to the next grade. */
const isHeldBack = (record: YearRecord): boolean => {
  if (record.regulation === 'circular-27-2020') {
    return !['year-open', 'completed'].includes(record.completion.step);
  }
  return record.promotion !== null && record.promotion !== 'promoted';
};

/** The points that are about one pupil. */
type OwnOf = (row: RecordRow) => readonly Finding[];

/** Whether a person should look at a record before approving it: points of its own, or not simply promoted. */
export const isException = (row: RecordRow, ownOf: OwnOf): boolean =>
  row.document !== undefined && (ownOf(row).length > 0 || isHeldBack(row.document.record));

/** Exceptions first, each part in the order of the official list. */
export const inReviewOrder = (rows: readonly RecordRow[], ownOf: OwnOf): RecordRow[] =>
  [...rows].sort(
    (a, b) =>
      Number(isException(b, ownOf)) - Number(isException(a, ownOf)) || a.student.order - b.student.order,
  );

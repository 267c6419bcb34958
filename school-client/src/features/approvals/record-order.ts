import type { Finding } from '@hocba/shared/marks/finding';
import { isHeldBack } from '@hocba/shared/regulations/year-rules';
import type { RecordRow } from '../../model/records.ts';

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

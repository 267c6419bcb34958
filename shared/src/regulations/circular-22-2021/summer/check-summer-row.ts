import type { Finding } from '../../../marks/finding.ts';
import type { RowValues } from '../../../marks/row-values.ts';
import { HOMEROOM, type StudentId, type SubjectCode } from '../../../school/identifiers.ts';
import { checkCell, summerColumnsOf } from '../sheet/columns.ts';

/**
 * What keeps the row of a pupil who is asked on a summer sheet from being complete: MARK_MISSING without a result
 * (absent is one: the year's result then stays), CONDUCT_MISSING without a rating, or a value the rules refuse.
 */
export const checkSummerRow = (student: StudentId, subject: SubjectCode, row: RowValues): Finding[] =>
  summerColumnsOf(subject).flatMap((column): Finding[] => {
    const value = row[column] ?? null;
    const where = { student, subject, term: 'summer', column } as const;
    if (value === null)
      return [{ code: subject === HOMEROOM ? 'CONDUCT_MISSING' : 'MARK_MISSING', ...where }];
    if (value === 'M') return [{ code: 'MARK_MISSING', ...where, value }];
    return checkCell(subject, column, value).map((finding) => ({ ...finding, ...where }));
  });

import type { RowValues } from '@hocba/shared/record/averages-of-row';
import { formatTenths } from '@hocba/shared/rules/cell-input';
import { columnsOf } from '@hocba/shared/rules/columns';
import type { SubjectCode } from '@hocba/shared/school/identifiers';

const comma = (text: string): string => text.replace('.', ',');

/**
 * The sum and the division behind a term average, as a teacher would write them: regular marks once, mid-term twice,
 * end-term three times (Circular 22/2021, Art. 9). Undefined while a mark is missing.
 */
export const averageParts = (
  subject: SubjectCode,
  regularMarks: number,
  row: RowValues,
):
  | { readonly sum: string; readonly total: string; readonly divisor: string; readonly quotient: string }
  | undefined => {
  const marks = columnsOf(subject, regularMarks).map((column) => row[column]);
  if (!marks.every((mark) => typeof mark === 'number')) return undefined;
  const weights = marks.map((_, i) => (i === marks.length - 1 ? 3 : i === marks.length - 2 ? 2 : 1));
  const terms = marks.map((mark, i) =>
    weights[i] === 1 ? formatTenths(mark) : `${weights[i]}×${formatTenths(mark)}`,
  );
  const sum = marks.reduce((total, mark, i) => total + mark * (weights[i] ?? 0), 0);
  const divisor = weights.reduce((total, weight) => total + weight, 0);
  const exact = sum % divisor === 0 || Number.isInteger((sum * 100) / (divisor * 10));
  const quotient = Math.floor((sum * 10) / divisor) / 100;
  return {
    sum: terms.join(' + '),
    total: formatTenths(sum),
    divisor: String(divisor),
    quotient: `${comma(quotient.toFixed(2))}${exact ? '' : '…'}`,
  };
};

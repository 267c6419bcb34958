import { explainAverageOfRow, type RowValues } from '@hocba/shared/record/averages-of-row';
import { formatTenths } from '@hocba/shared/regulations/circular-22-2021/sheet/cell-input';
import type { SubjectCode } from '@hocba/shared/school/identifiers';

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
  const why = explainAverageOfRow(subject, regularMarks, row);
  if (why?.fraction === undefined) return undefined;
  const { numerator, divisor } = why.fraction;
  const terms = why.inputs.map(({ value, weight }) =>
    weight === 1 ? formatTenths(Number(value)) : `${weight}×${formatTenths(Number(value))}`,
  );
  const exact = (numerator * 10) % divisor === 0;
  const hundredths = Math.floor((numerator * 10) / divisor);
  return {
    sum: terms.join(' + '),
    total: formatTenths(numerator),
    divisor: String(divisor),
    quotient: `${formatTenths(Math.floor(hundredths / 10))}${hundredths % 10}${exact ? '' : '…'}`,
  };
};

import { formatTenths } from '@hocba/shared/marks/cell-input';
import type { Derivation } from '@hocba/shared/marks/derivation';

/**
 * The sum and the division behind a computed result, as a teacher would write them, each mark with its weight.
 * Undefined while a mark is missing.
 */
export const averageParts = (
  why: Derivation | null | undefined,
):
  | { readonly sum: string; readonly total: string; readonly divisor: string; readonly quotient: string }
  | undefined => {
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

import type { ProblemCode } from '../problems.ts';
import { normaliseText } from './normalise.ts';

/** A read number in its smallest unit (8,5 with one decimal is 85), null for an empty text, or why it is none. */
export type ReadDecimal =
  | { readonly value: number | null }
  | { readonly finding: { readonly code: ProblemCode; readonly value: string } };

/** Whole numbers beyond fifteen digits are no longer exact. */
const MOST_DIGITS = 15;

/** `1.234.567,5`: dots stand between groups of three, a comma before the decimals. */
const GROUPED = /^([+-]?)([1-9]\d{0,2}(?:\.\d{3})+)(?:,(\d*))?$/;
/** `8,5`, also with the point of other languages. */
const PLAIN = /^([+-]?)(\d+)(?:[.,](\d*))?$/;

/**
 * Reads a number as people in Vietnam write it, without any rounding: decimal comma or point, dots between thousands
 * (so that `1.250` is one thousand two hundred and fifty). Zeros behind the last decimal do not count. Findings:
 * NUMBER_UNREADABLE, NUMBER_TOO_PRECISE for more than `decimals` decimals.
 */
export const parseDecimal = (text: string, decimals: number): ReadDecimal => {
  const clean = normaliseText(text).replaceAll(' ', '').replace(/^[−–]/, '-');
  if (clean === '') return { value: null };
  const refuse = (code: ProblemCode) => ({ finding: { code, value: text.slice(0, 40) } });
  const [, sign, whole = '', fraction = ''] = GROUPED.exec(clean) ?? PLAIN.exec(clean) ?? [];
  if (sign === undefined) return refuse('NUMBER_UNREADABLE');
  const exact = fraction.replace(/0+$/, '');
  if (exact.length > decimals) return refuse('NUMBER_TOO_PRECISE');
  const digits = (whole.replaceAll('.', '') + exact.padEnd(decimals, '0')).replace(/^0+(?=\d)/, '');
  if (digits.length > MOST_DIGITS) return refuse('NUMBER_UNREADABLE');
  const value = Number(digits);
  return { value: sign === '-' && value !== 0 ? -value : value };
};

/** Writes a whole number of smallest units with that many decimals: 85 and 1 are `8,5`, 12345 and 1 are `1.234,5`. */
export const formatDecimal = (value: number, decimals: number): string => {
  const digits = String(Math.abs(value)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, '.');
  const fraction = decimals === 0 ? '' : `,${digits.slice(digits.length - decimals)}`;
  return `${value < 0 ? '-' : ''}${whole}${fraction}`;
};

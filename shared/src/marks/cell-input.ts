import { formatDecimal } from '../text/decimal-text.ts';
import { normaliseText } from '../text/normalise.ts';
import type { CellValue } from './cell.ts';
import type { Finding } from './finding.ts';

/** A typed text as the value it becomes (null, of an empty text, clears the cell), or why it becomes none. */
export type CellInput = { readonly value: CellValue | null } | { readonly finding: Finding };

/** Signs that people type or copy where there is no mark: dashes of every length, a point, a comma, a line. */
const NO_VALUE = /^[\p{Pd}−.,_ ]*$/u;

/** A remark without a letter or a digit: nobody can mean it, and it would stand in a signed record. */
const NO_REMARK = /^[^\p{L}\p{N}]*$/u;

/**
 * Whether a text that is not empty says nothing, as a lone dash or a blank: it is no mark and no remark, and it must not
 * clear one either.
 */
export const saysNothing = (text: string, isFreeText: boolean): boolean =>
  text !== '' && (isFreeText ? NO_REMARK : NO_VALUE).test(normaliseText(text));

/** Tenths with the decimal comma of Vietnam: 85 is `8,5`, 100 is `10,0`. */
export const formatTenths = (tenths: number): string => formatDecimal(tenths, 1);

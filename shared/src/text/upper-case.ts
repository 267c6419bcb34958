import { normaliseText } from './normalise.ts';

/**
 * A name in capitals, as forms print it and the population database compares it letter by letter. Vietnamese letters
 * need no rules of their own once they are composed: the result is equal on a device set to any language, which the
 * platform's localised conversion is not (Turkish makes İ of i). The place of the tone mark stays.
 */
export const upperCaseName = (name: string): string => normaliseText(name).toUpperCase();

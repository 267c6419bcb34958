import { normaliseText } from './normalise.ts';

/** The characters that a text message of one part holds. */
export const SMS_LENGTH = 160;

/** Signs of Vietnamese and of typewriters, and the sign of the plain alphabet that a reader takes for each. */
const PLAIN: Readonly<Record<string, string>> = {
  đ: 'd',
  Đ: 'D',
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '’': "'",
  '‘': "'",
  ʼ: "'",
  '`': "'",
  '´': "'",
  '–': '-',
  '—': '-',
  '‑': '-',
  '~': '-',
  '…': '...',
  '•': '-',
  '·': '-',
  '×': 'x',
  '[': '(',
  ']': ')',
  '{': '(',
  '}': ')',
  '|': '/',
  '\\': '/',
};

/** Each of these is one of the 128 characters of GSM 03.38 and takes one place; the five of the escape table are not here. */
const GSM = /^[A-Za-z0-9 @$_!"#%&'()*+,\-./:;<=>?]$/;

/**
 * A sentence in the plain letters of GSM 03.38 (GSM-7), without accents, so that the cheapest telephone shows it and one
 * character takes one place. A sign that no plain one stands for becomes a question mark.
 */
export const gsmText = (text: string): string =>
  [...normaliseText(text).normalize('NFD').replace(/\p{M}/gu, '')]
    .map((sign) => PLAIN[sign] ?? (GSM.test(sign) ? sign : '?'))
    .join('');

import { createHmac, randomBytes } from 'node:crypto';

/** No 0, 1, I, L, O: a code is read aloud over the telephone. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const CODE_LENGTH = 10;
/** The letters alone, for codes that are spelled over a counter. */
const LETTERS = ALPHABET.slice(8);
const LETTERS_LENGTH = 8;

/** Signs without bias: bytes beyond the last whole multiple of the alphabet are thrown away. */
const randomOf = (alphabet: string, length: number): string => {
  let code = '';
  while (code.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < 256 - (256 % alphabet.length) && code.length < length) {
        code += alphabet[byte % alphabet.length];
      }
    }
  }
  return code;
};

/** Ten letters and digits at random. */
export const randomCode = (): string => randomOf(ALPHABET, CODE_LENGTH);

/** Eight letters at random. */
export const randomLetters = (): string => randomOf(LETTERS, LETTERS_LENGTH);

/** The form of a code in the database: bound to what it is for, useless without the pepper. */
export const codeHash = (pepper: Uint8Array, ...boundTo: readonly string[]): Buffer =>
  createHmac('sha256', pepper).update(boundTo.join('\n')).digest();

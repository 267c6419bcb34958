import { createHmac, randomBytes } from 'node:crypto';

/** No 0, 1, I, L, O: a code is read aloud over the telephone. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const CODE_LENGTH = 10;

/** Ten letters without bias: bytes beyond the last whole multiple of the alphabet are thrown away. */
export const randomCode = (): string => {
  let code = '';
  while (code.length < CODE_LENGTH) {
    for (const byte of randomBytes(CODE_LENGTH)) {
      if (byte < 256 - (256 % ALPHABET.length) && code.length < CODE_LENGTH) {
        code += ALPHABET[byte % ALPHABET.length];
      }
    }
  }
  return code;
};

/** The form of a code in the database: bound to what it is for, useless without the pepper. */
export const codeHash = (pepper: Uint8Array, ...boundTo: readonly string[]): Buffer =>
  createHmac('sha256', pepper).update(boundTo.join('\n')).digest();

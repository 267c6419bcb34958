import { expect, test } from 'vitest';
import { parseSlipCode } from './parse-code.ts';

test('a code is read with blanks, dashes and small letters, and nothing else is a code', () => {
  expect(['abcd efgh', ' ABCD-EFGH ', 'ABCDEFGH'].map(parseSlipCode)).toEqual(Array(3).fill('ABCDEFGH'));
  expect(['ABCDEFG', 'ABCDEFGHJ', 'ABCDEFG1', 'ABCDEFGI', ''].map(parseSlipCode)).toEqual(
    Array(5).fill(undefined),
  );
});

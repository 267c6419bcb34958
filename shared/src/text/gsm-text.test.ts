import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gsmText } from './gsm-text.ts';

/** The basic table of GSM 03.38, less the letters with accents and the Greek ones. */
const PLAIN = /^[\x20-\x7e]*$/;
const ESCAPED = /[[\]{}|\\~^`]/;

it('a folded text holds plain characters of one place alone, whatever was written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const folded = gsmText(text);
      expect(folded).toMatch(PLAIN);
      expect(folded).not.toMatch(ESCAPED);
    }),
  );
});

it('a folded text stays as it is when it is folded again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(gsmText(gsmText(text))).toBe(gsmText(text));
    }),
  );
});

it('both ways of writing an accent give one text', () => {
  const vietnamese = fc.string({
    unit: fc.constantFrom(...'aăâđeêioôơuưyáàảãạếềộữựỳĐỨ bcghnt'.normalize('NFC')),
  });
  fc.assert(
    fc.property(vietnamese, (text) => {
      expect(gsmText(text.normalize('NFD'))).toBe(gsmText(text));
      expect(gsmText(text)).not.toContain('?');
    }),
  );
});

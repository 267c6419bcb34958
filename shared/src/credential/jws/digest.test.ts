import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canonicalText, digestOf, digestOfText } from './digest.ts';

const folder = new URL('../../../../test/vectors/third-party/jcs/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, folder), 'utf8');

describe('the canonical text of a value', () => {
  it.each(readdirSync(new URL('input/', folder)))(
    'the canonical text agrees with the RFC 8785 pair %s',
    (name) => {
      const text = canonicalText(JSON.parse(read(`input/${name}`)));
      expect(text).toBe(read(`output/${name}`));
      const hex = read(`outhex/${name.replace('.json', '.txt')}`).replaceAll(/\s/g, '');
      expect(Buffer.from(text, 'utf8').toString('hex')).toBe(hex);
    },
  );

  it.each([[undefined], [Number.NaN], ['\ud800'], [{ a: '\udc00' }]])(
    'the canonical text of %s is refused',
    (value) => {
      expect(() => canonicalText(value)).toThrow();
    },
  );
});

describe('the digest', () => {
  it('the digest is the SHA-256 of the text, whatever the order of members', async () => {
    expect(await digestOfText('abc')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    expect(await digestOf({ b: 1, a: 'Đ' })).toBe(await digestOf({ a: 'Đ', b: 1 }));
    expect(await digestOf('Tuyết')).not.toBe(await digestOf('Tuyết'.normalize('NFD')));
  });
});

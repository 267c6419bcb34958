import { readFileSync } from 'node:fs';
import { type CryptoKey, importJWK, type JWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { signatureHolds, splitJws } from './strict-jws.ts';

interface Group {
  public: JWK;
  tests: { tcId: number; comment: string; jws: string | object; result: 'valid' | 'invalid' }[];
}

const file = '../../../../test/vectors/third-party/wycheproof/json_web_signature_es256_test.json';
const { testGroups } = JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as {
  testGroups: Group[];
};

const accepts = async (jws: string, key: CryptoKey): Promise<boolean> => {
  try {
    splitJws(jws, 65_536);
  } catch {
    return false;
  }
  return signatureHolds(jws, key);
};

describe.each(testGroups)('Wycheproof, ES256', ({ public: jwk, tests }) => {
  it.each(tests)('the Wycheproof case $tcId $comment is $result', async ({ jws, result }) => {
    const key = (await importJWK(jwk, 'ES256')) as CryptoKey;
    const text = typeof jws === 'string' ? jws : JSON.stringify(jws);
    expect(await accepts(text, key)).toBe(result === 'valid');
  });
});

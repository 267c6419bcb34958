import { readFileSync } from 'node:fs';
import { CompactSign, type CryptoKey, importJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../school/identifiers.ts';
import { parseBundle, verifyBundle } from './verify-bundle.ts';

const folder = new URL('../../../test/vectors/credential/', import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
const { now, trustLists, vectors } = read('vectors.json') as {
  now: Instant;
  trustLists: Record<string, string>;
  vectors: { name: string; item: number; token: string; trustList?: string }[];
};
const good = vectors.find(({ item }) => item === 0)?.token ?? '';
const broken = vectors.find(({ name }) => name === 'a raised mark under the old signature')?.token ?? '';
const main = trustLists.main ?? '';

/** The good record with some members changed, signed by the same test key. */
const resign = async (change: (payload: Record<string, unknown>) => void): Promise<string> => {
  const [header, body] = good.split('.').map((part) => Buffer.from(part, 'base64url').toString());
  const payload = JSON.parse(body ?? '');
  change(payload);
  const key = (await importJWK(read('test-keys.json').keys.active, 'ES256')) as CryptoKey;
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader(JSON.parse(header ?? ''))
    .sign(key);
};

/** The same record as a later revision. */
const nextRevision = () =>
  resign((payload) => {
    const id = 'urn:uuid:00000000-0000-4000-8000-000000000002';
    Object.assign(payload.credentialSubject as object, { revision: 2, replaces: payload.id });
    Object.assign(payload, { id, jti: id });
  });

/** A true record of another pupil. */
const anotherPupil = () =>
  resign((payload) => {
    const [id, sub] = ['3', '4'].map((n) => `urn:uuid:00000000-0000-4000-8000-00000000000${n}`);
    const { school, year } = payload.credentialSubject as { school: { code: string }; year: string };
    Object.assign(payload.credentialSubject as object, {
      id: sub,
      recordId: `${school.code}-${year}/s000000000009`,
    });
    Object.assign(payload, { id, jti: id, sub });
  });

const bundle = (credentials: string[], trustList = main) => ({ v: 1 as const, credentials, trustList });

describe('a bundle', () => {
  it('is as good as its worst record', async () => {
    const options = { trustList: main, now };
    expect((await verifyBundle(bundle([good]), options)).verdict).toBe('VALID');
    const worst = await verifyBundle(bundle([good, broken]), options);
    expect(worst.verdict).toBe('INVALID');
    expect(worst.credentials.map(({ verdict }) => verdict)).toEqual(['VALID', 'INVALID']);
    expect((await verifyBundle(bundle([]), options)).verdict).toBe('UNVERIFIABLE');
  });

  it('cannot vouch for itself: without a list of the caller nothing is verified', async () => {
    const { verdict, trustListUsed, credentials } = await verifyBundle(bundle([good]), {
      trustList: undefined,
      now,
    });
    expect([verdict, trustListUsed]).toEqual(['UNVERIFIABLE', 'none']);
    expect(credentials[0]?.payload).toBeUndefined();
  });

  it('brings a newer list of the same root, never one of another root or an older one', async () => {
    const used = async (own: string | undefined, given: string | undefined) =>
      (await verifyBundle(bundle([good], own), { trustList: given, now })).trustListUsed;
    expect(await used(trustLists.newer, main)).toBe('bundle');
    expect(await used(main, trustLists.newer)).toBe('given');
    expect(await used(trustLists.otherRoot, main)).toBe('given');
    expect(await used('', main)).toBe('given');
    const foreign = await verifyBundle(bundle([good], main), { trustList: trustLists.otherRoot, now });
    expect([foreign.verdict, foreign.trustListUsed]).toEqual(['VALID', 'given']);
  });

  it('shows an old revision beside its correction as superseded', async () => {
    const options = { trustList: main, now };
    const { verdict, credentials } = await verifyBundle(bundle([good, await nextRevision()]), options);
    expect([verdict, ...credentials.map((c) => c.verdict)]).toEqual(['SUPERSEDED', 'SUPERSEDED', 'VALID']);
    expect(credentials[0]?.steps.at(-1)?.code).toBe('SUPERSEDED_BY_NEWER');
  });

  it('is one pupil’s: with a record of another in it, however true, none counts', async () => {
    const options = { trustList: main, now };
    const other = await anotherPupil();
    expect((await verifyBundle(bundle([other]), options)).verdict).toBe('VALID');
    const { verdict, credentials } = await verifyBundle(bundle([good, other, broken]), options);
    expect([verdict, ...credentials.map((c) => c.verdict)]).toEqual(Array(4).fill('INVALID'));
    expect(credentials.map(({ steps, payload }) => [steps.at(-1)?.code, payload])).toEqual([
      ['PUPILS_MIXED', undefined],
      ['PUPILS_MIXED', undefined],
      ['SIGNATURE_INVALID', undefined],
    ]);
  });

  it('is read by the strict rules', () => {
    expect(parseBundle(JSON.stringify(bundle([good]))).credentials).toEqual([good]);
    for (const text of ['{}', '[]', '', JSON.stringify({ ...bundle([]), decoded: {} }), '{"v":1,"v":1}']) {
      expect(() => parseBundle(text)).toThrow('BUNDLE_MALFORMED');
    }
  });
});

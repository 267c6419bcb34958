import type { Instant } from '@hocba/shared/school/identifiers';
import { describe, expect, it } from 'vitest';
import { createKeys } from './create-keys.ts';
import { openKeyRing } from './key-ring.ts';

const issuer = 'https://hocba.example';
const now = '2026-06-10T02:30:15.250Z' as Instant;
const keys = await createKeys({ issuer, demo: false, now });
const demo = await createKeys({ issuer, demo: true, now });

describe('new keys', () => {
  it('new keys open as a ring that publishes only public members', async () => {
    const ring = await openKeyRing({ ...keys, issuer });
    expect([ring.demo, ring.publicKeys.size]).toEqual([false, 1]);
    const [entry] = ring.publicKeys;
    expect(entry?.[1].kid).toBe(`${issuer}/keys/${entry?.[0]}`);
    expect(Object.keys(entry?.[1] ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
    expect(ring.trustList).toBe(keys.trustList);
  });

  it('new keys of a demonstration say so, and then reach back to years gone by', async () => {
    const ring = await openKeyRing({ ...demo, issuer });
    expect(ring.demo).toBe(true);
    expect(ring.trust.payload.keys[0]?.notBefore).toBe('2020-01-01T00:00:00.000Z');
    expect((await openKeyRing({ ...keys, issuer })).trust.payload.keys[0]?.notBefore).toBe(
      '2026-06-10T02:30:15.000Z',
    );
  });
});

describe('a ring is refused', () => {
  it.each([
    ['when the trust list is of another address', { issuer: 'https://other.example' }],
    ['when the signing key is not in the list', { signingKeys: demo.signingKeys }],
    ['when the trust list was altered', { trustList: keys.trustList.replace(/.{8}$/, 'AAAAAAAA') }],
    ['when the signing key file is no JSON', { signingKeys: '-----BEGIN' }],
    ['when the signing key file holds more', { signingKeys: keys.signingKeys.replace('{', '{"a":1,') }],
  ])('a ring is refused with %s', async (_, broken) => {
    await expect(openKeyRing({ ...keys, issuer, ...broken })).rejects.toMatchObject({ code: 'KEY_MISSING' });
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../school/identifiers.ts';
import { parseTrustList } from '../trust/trust-list.ts';
import { verify } from './verify.ts';

interface Vector {
  item: number;
  name: string;
  token: string;
  verdict: string;
  step?: string;
  code?: string;
  trustList?: string;
}

const file = new URL('../../../../test/vectors/credential/vectors.json', import.meta.url);
const { now, rootThumbprint, trustLists, vectors } = JSON.parse(readFileSync(file, 'utf8')) as {
  now: Instant;
  rootThumbprint: string;
  trustLists: Record<string, string>;
  vectors: Vector[];
};

const check = ({ token, trustList = 'main' }: Vector) =>
  verify(token, { trustList: trustLists[trustList], rootThumbprint, now });

describe('signed records, good and bad', () => {
  it.each(vectors)('the signed record of $item: $name', async (vector) => {
    const { verdict, steps, payload } = await check(vector);
    expect(verdict).toBe(vector.verdict);
    if (vector.verdict === 'VALID') {
      expect(payload?.credentialSubject.student.code).toBe('0812345678');
      if (vector.code !== undefined) {
        expect(steps).toContainEqual({ name: vector.step, outcome: 'ok', code: vector.code });
      }
      return;
    }
    const outcome = vector.verdict === 'INVALID' ? 'failed' : 'unknown';
    expect(steps.at(-1)).toEqual({ name: vector.step, outcome, code: vector.code });
    // No part of an altered record may be shown as if it were one.
    expect(payload).toBeUndefined();
  });

  it('the vectors cover every item from 1 to 55 that this kind of record can meet', () => {
    // 10 is also below; 32 to 34 are about keys of other kinds, which the list's schema refuses (26).
    const elsewhere = [32, 33, 34];
    const covered = new Set(vectors.map(({ item }) => item));
    const missing = Array.from({ length: 55 }, (_, i) => i + 1).filter((item) => !covered.has(item));
    expect(missing).toEqual(elsewhere);
  });

  it('item 10: a text longer than any record is refused before it is read', async () => {
    const million = `[${'1,'.repeat(999_999)}1]`;
    const token = `AAAA.${Buffer.from(million).toString('base64url')}.AAAA`;
    const { verdict, steps } = await verify(token, { trustList: trustLists.main, now });
    expect([verdict, steps]).toEqual([
      'INVALID',
      [{ name: 'format', outcome: 'failed', code: 'TOKEN_TOO_LARGE' }],
    ]);
  });

  it('every verdict says every check by name and that revocation is not known', async () => {
    const good = vectors.find(({ item }) => item === 0);
    if (good === undefined) throw new Error('no good vector');
    const { steps } = await check(good);
    expect(steps.map(({ name }) => name)).toEqual([
      'format',
      'trust',
      'key',
      'signature',
      'schema',
      'claims',
      'time',
      'curriculum',
      'status',
    ]);
    expect(steps.at(-1)).toMatchObject({ outcome: 'unknown', code: 'STATUS_UNKNOWN' });
  });

  it('a valid record stays VALID when the list of revoked records cannot be read again, and says since when', async () => {
    const good = vectors.find(({ item }) => item === 0)?.token ?? '';
    const statusSeen = '2026-06-20T02:00:00.000Z' as Instant;
    const { verdict, steps } = await verify(good, { trustList: trustLists.main, now, statusSeen });
    expect([verdict, steps.at(-1)]).toEqual([
      'VALID',
      { name: 'status', outcome: 'unknown', code: 'STATUS_NOT_CHECKED_SINCE', since: statusSeen },
    ]);
  });
});

describe('a trust list', () => {
  it('a trust list names its root, its keys and their times', async () => {
    const list = await parseTrustList(trustLists.main ?? '', rootThumbprint);
    expect([...list.keys.values()].map(({ trusted }) => trusted.status)).toEqual([
      'active',
      'retired',
      'compromised',
    ]);
    expect(list.rootThumbprint).toBe(rootThumbprint);
  });

  it('a trust list of any root is opened when the caller pins none', async () => {
    const other = await parseTrustList(trustLists.otherRoot ?? '');
    expect(other.rootThumbprint).not.toBe(rootThumbprint);
  });
});

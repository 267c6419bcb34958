import { openListOfAnyAge, openTrust } from '@hocba/shared/credential/trust/open-trust';
import { verify } from '@hocba/shared/credential/verify/verify';
import type { Instant } from '@hocba/shared/school/identifiers';
import { describe, expect, it, vi } from 'vitest';
import { createKeys } from './create-keys.ts';
import { deadlineText, listDeadlines, watchDeadlines } from './key-deadlines.ts';
import { openKeyRing } from './key-ring.ts';
import { renewTrustList } from './renew-trust-list.ts';

const issuer = 'https://hocba.example';
const NOW = '2026-06-10T02:30:15.250Z' as Instant;
const keys = await createKeys({ issuer, demo: false, now: NOW });
const demo = await createKeys({ issuer, demo: true, now: NOW });

const after = (days: number, from: Instant = NOW): Instant =>
  new Date(Date.parse(from) + days * 86_400_000).toISOString() as Instant;
const isBelieved = async (trustList: string, now: Instant) =>
  !('code' in (await openTrust({ trustList, now })));
const renew = (now: Instant, more: Partial<Parameters<typeof renewTrustList>[0]> = {}) =>
  renewTrustList({ trustList: keys.trustList, rootKey: keys.rootKey, newSigningKey: false, now, ...more });

describe('a trust list', () => {
  it('field 32: a trust list is believed for 400 days, one of a demonstration as long as its keys', async () => {
    expect([
      await isBelieved(keys.trustList, after(399)),
      await isBelieved(keys.trustList, after(400)),
    ]).toEqual([true, false]);
    expect(await isBelieved(demo.trustList, after(4 * 365))).toBe(true);
  });

  it('field 32: a trust list is renewed by its root: next number, later expiry, unchanged keys', async () => {
    const now = after(390);
    const { trustList, sequence, expires } = await renew(now);
    expect([sequence, expires.slice(0, 10)]).toEqual([2, after(400, now).slice(0, 10)]);
    const list = await openListOfAnyAge(trustList);
    const before = await openListOfAnyAge(keys.trustList);
    if ('code' in list || 'code' in before) throw new Error('a list does not open');
    expect(list.rootThumbprint).toBe(before.rootThumbprint);
    expect(list.payload.keys).toEqual(before.payload.keys);
    expect(await isBelieved(trustList, after(300, now))).toBe(true);
  });

  it('field 32: a trust list comes back from its expiry by renewing', async () => {
    const { trustList } = await renew(after(1000));
    expect(await isBelieved(trustList, after(1001))).toBe(true);
  });

  it('field 32: a trust list is not renewed by another root, without a root key, or before its own time', async () => {
    const other = await createKeys({ issuer, demo: false, now: NOW });
    for (const [more, why] of [
      [{ rootKey: other.rootKey }, 'not of this key'],
      [{ rootKey: keys.signingKeys }, 'root key file'],
      [{ rootKey: '{' }, 'root key file'],
      [{ trustList: 'x' }, 'TRUST_LIST_MALFORMED'],
      [{ now: after(-1) }, 'clock'],
    ] as const) {
      await expect(renew(after(10), more)).rejects.toMatchObject({
        code: 'KEY_MISSING',
        detail: expect.stringContaining(why),
      });
    }
  });

  it('field 32: a trust list takes a new signing key in beside the old one, and a registry starts with either', async () => {
    const now = after(4 * 365);
    const { trustList, signingKeys = '' } = await renew(now, { newSigningKey: true });
    const old = await openKeyRing({ signingKeys: keys.signingKeys, trustList, issuer });
    const ring = await openKeyRing({ signingKeys, trustList, issuer });
    expect(ring.signer.kid).not.toBe(old.signer.kid);
    expect(listDeadlines(ring, after(200, now))).toEqual([]);
    const token = await ring.signer.sign('{}');
    // The key is known and its signature holds: only the content is none.
    const { steps } = await verify(token, { trustList, now });
    expect(steps.at(-1)).toMatchObject({ name: 'schema', outcome: 'failed' });
  });
});

describe('the ends of list and key', () => {
  it('field 32: the ends of list and key are named 60 days ahead with what to do, and each day in the log', async () => {
    const ring = await openKeyRing({ ...keys, issuer });
    expect(listDeadlines(ring, after(339))).toEqual([]);
    const [soon] = listDeadlines(ring, after(340));
    expect(soon).toMatchObject({ what: 'trust list', days: 60 });
    expect(soon && deadlineText(soon)).toContain('in 60 days; run "hocba keys renew"');
    const [lastDay] = listDeadlines(ring, after(399.5));
    expect(lastDay && deadlineText(lastDay)).toContain('in 1 day; run');
    const [past] = listDeadlines(ring, after(400));
    expect(past && deadlineText(past)).toContain('has expired');
    const said: string[] = [];
    vi.useFakeTimers({ now: Date.parse(after(338)) });
    const clock = () => new Date().toISOString() as Instant;
    const stop = watchDeadlines(ring, clock, (event, { what, days }: { what?: string; days?: number }) => {
      said.push(`${event} ${what} ${days}`);
    });
    vi.advanceTimersByTime(3 * 86_400_000);
    stop();
    vi.advanceTimersByTime(86_400_000);
    vi.useRealTimers();
    expect(said).toEqual(['keys.expiring trust list 60', 'keys.expiring trust list 59']);
    const [, key] = listDeadlines(ring, '2030-12-01T00:00:00.000Z' as Instant);
    expect(key && deadlineText(key)).toContain('run "hocba keys renew --signing-key"');
  });
});

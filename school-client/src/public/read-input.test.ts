import type { Instant } from '@hocba/shared/school/identifiers';
import { describe, expect, it } from 'vitest';
import { readInput } from './read-input.ts';
import { makeRegistry } from './signed-for-tests.ts';

const NOW = '2026-11-25T02:00:00.000Z' as Instant;
const { trustList, issue } = await makeRegistry();
const token = await issue();
const bundle = (credentials: string[]) => JSON.stringify({ v: 1, credentials, trustList });

const verdictOf = async (text: string, list: string | undefined = trustList) => {
  const reading = await readInput(text, list, NOW);
  return 'found' in reading ? reading.found.verdict : 'unreadable';
};

/** The same text with one mark raised: 8.4 becomes 9.4 inside the signed part. */
const alter = (text: string): string => {
  const [header, payload, signature] = text.split('.');
  const json = new TextDecoder().decode(Uint8Array.fromBase64(payload ?? '', { alphabet: 'base64url' }));
  const raised = new TextEncoder().encode(json.replace('"7.5"', '"9.5"'));
  return [header, raised.toBase64({ alphabet: 'base64url', omitPadding: true }), signature].join('.');
};

describe('readInput', () => {
  it('takes a token, a token broken by a mail program, a link and a bundle', async () => {
    expect(await verdictOf(token)).toBe('VALID');
    expect(await verdictOf(`  ${token.slice(0, 80)}\r\n${token.slice(80)}\n`)).toBe('VALID');
    expect(await verdictOf(`https://hocba.example/verify#${token}`)).toBe('VALID');
    expect(await verdictOf(bundle([token]))).toBe('VALID');
  });

  it('shows nothing of an altered record', async () => {
    const reading = await readInput(alter(token), trustList, NOW);
    const only = 'found' in reading ? reading.found.credentials[0] : undefined;
    expect(only?.verdict).toBe('INVALID');
    expect(only?.steps.at(-1)).toEqual({ name: 'signature', outcome: 'failed', code: 'SIGNATURE_INVALID' });
    expect(only).not.toHaveProperty('payload');
  });

  it('says unverifiable without a trust list, even when the bundle brings one', async () => {
    expect(await readInput(bundle([token]), undefined, NOW)).toMatchObject({
      found: { verdict: 'UNVERIFIABLE', trustListUsed: 'none' },
    });
  });

  it('does not believe another registry', async () => {
    const other = await makeRegistry();
    expect(await verdictOf(await other.issue())).toBe('UNVERIFIABLE');
  });

  it('names what is no record at all', async () => {
    for (const text of ['', 'xin chào', '{"v":1}', '{broken', 'https://hocba.example/verify']) {
      expect(await verdictOf(text)).toBe('unreadable');
    }
  });
});

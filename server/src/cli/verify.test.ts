import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instant } from '@hocba/shared/school/identifiers';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type Config, readConfig } from '../config.ts';
import { readKeyRing } from '../issuing/key-ring.ts';
import { readSecrets } from '../people/secrets.ts';
import { writeKeyFiles } from './keys.ts';
import { run as runVerify } from './verify.ts';

const vectorFile = new URL('../../../test/vectors/credential/vectors.json', import.meta.url);
const { now, trustLists, vectors } = JSON.parse(readFileSync(vectorFile, 'utf8')) as {
  now: Instant;
  trustLists: Record<string, string>;
  vectors: { item: number; name: string; token: string }[];
};
const good = vectors.find(({ item }) => item === 0)?.token ?? '';
const forged = vectors.find(({ name }) => name === 'a raised mark under the old signature')?.token ?? '';

const folder = mkdtempSync(join(tmpdir(), 'hocba-verify-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

let out: string[];
let err: string[];
const io = { out: (text: string) => void out.push(text), err: (text: string) => void err.push(text) };
beforeEach(() => {
  out = [];
  err = [];
});

const trust = file('trust.jws', `${trustLists.main}\n`);
const verify = (path: string, list = trust, ...more: string[]): Promise<number> =>
  runVerify([path, '--trust', list, '--at', now, ...more], io);
const bundle = (credentials: string[], list: string | undefined): string =>
  JSON.stringify({ v: 1, credentials, trustList: list });

describe('hocba verify', () => {
  it('says 0 for a valid record and prints each check by name', async () => {
    expect(await verify(file('good.txt', `${good}\n`))).toBe(0);
    for (const name of ['format', 'trust', 'key', 'signature', 'schema', 'claims', 'time', 'status']) {
      expect(out.join('\n')).toMatch(new RegExp(`^  ${name} `, 'm'));
    }
    expect(out.join('\n')).toContain(trust);
  });

  it('says 1 for a forged one and shows nothing of it', async () => {
    expect(await verify(file('forged.txt', forged))).toBe(1);
    expect(out.join('\n')).toContain('SIGNATURE_INVALID');
    expect(out.join('\n')).not.toContain('Tuyết');
  });

  it('says 2 without a list that knows the key', async () => {
    const other = file('other.jws', trustLists.useSeal ?? '');
    expect(await verify(file('good.txt', good), other)).toBe(2);
    expect(out.join('\n')).toContain('No usable trust list');
  });

  it('never lets a bundle vouch for itself', async () => {
    const own = file('own.hocba.json', bundle([good], trustLists.main));
    expect(await verify(own)).toBe(0);
    expect(await verify(own, file('broken.jws', 'x'))).toBe(2);
    out = [];
    expect(await verify(file('new.hocba.json', bundle([good, forged], trustLists.newer)))).toBe(1);
    expect(out.join('\n')).toContain('the newer one inside the bundle');
    expect(await verify(file('bad.hocba.json', '{"v":1}'))).toBe(1);
  });

  it('answers as JSON', async () => {
    expect(await verify(file('good.txt', good), trust, '--json', '--offline')).toBe(0);
    const answer = JSON.parse(out.join('\n'));
    expect([answer.verdict, answer.trustListUsed, answer.credentials.length]).toEqual(['VALID', 'given', 1]);
  });

  it.each([
    [[]],
    [['a', 'b']],
    [['missing.txt']],
    [[file('t', good), '--at', 'yesterday']],
    [['x', '--trust', 'y']],
  ])('refuses the call %j', async (args) => {
    await expect(runVerify(args, io)).rejects.toThrow();
  });
});

describe('hocba keys create', () => {
  const config: Config = readConfig({
    PUBLIC_URL: 'https://hocba.example',
    SIGNING_KEY_FILE: join(folder, 'keys', 'signing.json'),
    TRUST_LIST_FILE: join(folder, 'keys', 'trust.jws'),
    SESSION_KEY_FILE: join(folder, 'keys', 'session.json'),
  });

  it('writes files that a registry starts with, private ones for their owner alone', async () => {
    expect(await writeKeyFiles(config, { demo: true, now }, io)).toBe(true);
    expect((await readKeyRing(config)).demo).toBe(true);
    expect(readSecrets(config.sessionKeyFile).jwt).toHaveLength(32);
    for (const name of ['signing.json', 'session.json', 'root-key.json']) {
      expect(statSync(join(folder, 'keys', name)).mode & 0o777, name).toBe(0o600);
    }
    expect(out.join('\n')).toContain('offline');
    expect(out.join('\n')).not.toContain('"d"');
  });

  it('overwrites nothing, and then writes nothing else either', async () => {
    const before = readFileSync(config.signingKeyFile, 'utf8');
    rmSync(config.trustListFile);
    expect(await writeKeyFiles(config, { demo: true, now }, io)).toBe(false);
    expect(readFileSync(config.signingKeyFile, 'utf8')).toBe(before);
    expect(() => statSync(config.trustListFile)).toThrow();
    expect(err.join()).toContain(config.signingKeyFile);
  });
});

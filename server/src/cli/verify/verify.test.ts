import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { thumbprintGroups } from '@hocba/shared/credential/trust/seen-list';
import { STEP_NAMES } from '@hocba/shared/credential/verify/verdict';
import type { Instant } from '@hocba/shared/school/identifiers';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ofYear } from '../../../../test/vectors/credential/resigned.ts';
import { signList } from '../../../../test/vectors/credential/trust-vectors.ts';
import { type Config, readConfig } from '../../config.ts';
import { readHeadKey } from '../../heads/head-key.ts';
import { readKeyRing } from '../../issuing/keys/key-ring.ts';
import { readSecrets } from '../../people/sign-in/secrets.ts';
import { renewListFile, writeKeyFiles } from '../keys.ts';
import { run as runVerify } from './verify.ts';

const vectorFile = new URL('../../../../test/vectors/credential/vectors.json', import.meta.url);
const { now, trustLists, vectors } = JSON.parse(readFileSync(vectorFile, 'utf8')) as {
  now: Instant;
  trustLists: Record<string, string>;
  vectors: { item: number; name: string; token: string }[];
};
const good = vectors.find(({ item }) => item === 0)?.token ?? '';
const forged = vectors.find(({ name }) => name === 'a raised mark under the old signature')?.token ?? '';

const folder = mkdtempSync(join(tmpdir(), 'hocba-verify-'));
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

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
  // The list that an earlier call has seen must not reach the next test.
  vi.stubEnv('STATE_FOLDER', mkdtempSync(join(folder, 'state-')));
  vi.stubEnv('LC_ALL', 'C');
});

const trust = file('trust.jws', `${trustLists.main}\n`);
const verify = (path: string, list = trust, ...more: string[]): Promise<number> =>
  runVerify([path, '--trust', list, '--at', now, ...more], io);
const bundle = (credentials: string[], list: string | undefined): string =>
  JSON.stringify({ v: 1, credentials, trustList: list });

describe('hocba verify', () => {
  it('hocba verify says 0 for a valid record and prints each check by name', async () => {
    expect(await verify(file('good.txt', `${good}\n`))).toBe(0);
    for (const name of STEP_NAMES) {
      expect(out.join('\n')).toMatch(new RegExp(`^  ${name} `, 'm'));
    }
    expect(out.join('\n')).toContain(trust);
  });

  it('hocba verify says 1 for a forged one and shows nothing of it', async () => {
    expect(await verify(file('forged.txt', forged))).toBe(1);
    expect(out.join('\n')).toContain('SIGNATURE_INVALID');
    expect(out.join('\n')).not.toContain('Tuyết');
  });

  it('hocba verify says 2 without a list that knows the key', async () => {
    const other = file('other.jws', trustLists.useSeal ?? '');
    expect(await verify(file('good.txt', good), other)).toBe(2);
    expect(out.join('\n')).toContain('No usable trust list');
  });

  it('hocba verify never lets a bundle vouch for itself', async () => {
    const own = file('own.hocba.json', bundle([good], trustLists.main));
    expect(await verify(own)).toBe(0);
    expect(await verify(own, file('broken.jws', 'x'))).toBe(2);
    out = [];
    expect(await verify(file('new.hocba.json', bundle([good, forged], trustLists.newer)))).toBe(1);
    expect(out.join('\n')).toContain('the newer one inside the bundle');
  });

  it('field 12: hocba verify says 2 for half a copy and for a damaged bundle: nothing is known of their records', async () => {
    expect(await verify(file('half.txt', good.slice(0, -40)))).toBe(2);
    expect(out.join('\n')).toContain('TEXT_CUT');
    expect(await verify(file('half.hocba.json', '{"v":1,"credentials":["eyJ'))).toBe(2);
    expect(out.join('\n')).toContain('BUNDLE_MALFORMED');
    expect(await verify(file('later.hocba.json', '{"v":9,"credentials":["x"]}'))).toBe(2);
    expect(out.join('\n')).toContain('BUNDLE_FORM_UNKNOWN');
  });

  it('hocba verify answers as JSON', async () => {
    expect(await verify(file('good.txt', good), trust, '--json', '--offline')).toBe(0);
    const answer = JSON.parse(out.join('\n'));
    expect([answer.verdict, answer.trustListUsed, answer.credentials.length]).toEqual(['VALID', 'given', 1]);
  });

  it.each([
    [[]],
    [['a', 'b']],
    [[file('t', good), '--at', 'yesterday']],
    [[file('t', good), '--root', 'abcd']],
  ])('hocba verify refuses the call %j', async (args) => {
    await expect(runVerify(args, io)).rejects.toThrow();
  });
});

it.each([[['missing.txt']], [['x', '--trust', 'y']]])(
  'field 21: hocba verify names a file that cannot be read and nothing else, with exit code 2: %j',
  async (args) => {
    expect(await runVerify(args, io)).toBe(2);
    expect([out, err]).toEqual([[], [expect.stringMatching(/^(missing\.txt|y) cannot be read$/)]]);
  },
);

describe('hocba verify reads what the page reads', () => {
  it.each([
    ['with a byte order mark', `\ufeff${good}`],
    ['wrapped at 76 characters', good.replaceAll(/.{76}/g, '$&\r\n')],
    ['with trailing blanks', `${good}  \n\n`],
    ['in a link', `https://hocba.example/verify#${good}`],
    ['in a bundle with a byte order mark', `\ufeff${bundle([good], trustLists.main)}`],
  ])('field 12: a record %s is VALID', async (_, text) => {
    expect(await verify(file('travelled.txt', text))).toBe(0);
  });

  it.each([
    ['empty', ''],
    ['text', 'Em gửi thầy học bạ.'],
    ['text', '{"v":1}'],
    ['pdf', '%PDF-1.7'],
    ['trustList', trustLists.main ?? ''],
  ])('field 12: a file that is no record but %s is NOT_A_RECORD with exit code 2', async (kind, text) => {
    const path = file('other', text);
    expect(await verify(path)).toBe(2);
    expect(out.join('\n')).toMatch(/^UNVERIFIABLE\nNOT_A_RECORD: /);
    out = [];
    expect(await verify(path, trust, '--json')).toBe(2);
    expect(JSON.parse(out.join('\n'))).toMatchObject({
      verdict: 'UNVERIFIABLE',
      code: 'NOT_A_RECORD',
      kind,
      trustListFile: trust,
    });
  });

  it('field 30: hocba verify says beside the verdict which years are missing, and lists the checks of the whole', async () => {
    const early = await ofYear(2023);
    expect(await verify(file('gap.hocba.json', bundle([early, good], trustLists.main)))).toBe(0);
    expect(out[0]).toBe('VALID, incomplete: no 2024-2025, revocation not checked');
    expect(out.join('\n')).toMatch(/^ {2}years +unknown {2}YEAR_MISSING: .*: 2024-2025$/m);
  });
});

describe('the newest trust list that was seen', () => {
  const newer = file('newer.jws', `${trustLists.newer}\n`);
  const answer = async (path: string, list: string) => {
    out = [];
    const code = await verify(path, list, '--json');
    return { code, ...JSON.parse(out.join('\n')) };
  };
  const token = file('seen.txt', good);
  const otherRoot = file('other-root.jws', trustLists.otherRoot ?? '');

  it('field 32: the newest trust list that was seen is used in place of an older one of its root, and said', async () => {
    expect(await answer(token, newer)).not.toHaveProperty('trustListKept');
    const { code, trustListKept } = await answer(token, trust);
    expect(code).toBe(0);
    expect(readFileSync(trustListKept, 'utf8').trim()).toBe(trustLists.newer);
    out = [];
    await verify(token, trust);
    expect(out.join('\n')).toContain(`It is newer than ${trust}`);
  });

  it('field 32: the newest trust list that was seen keeps a list from which a compromised key was taken away from coming back', async () => {
    const without = await signList({ sequence: 7, keys: [] });
    expect((await answer(token, file('without.jws', without))).code).toBe(2);
    expect(await answer(token, trust)).toMatchObject({ code: 2, verdict: 'UNVERIFIABLE' });
  });

  it('field 32: the newest trust list of one root says nothing about another root', async () => {
    await verify(token, newer);
    expect(await answer(token, otherRoot)).not.toHaveProperty('trustListKept');
  });

  it('hocba verify names the root that it pins, and only the first time that it does so', async () => {
    await verify(token);
    expect(out.join('\n')).toMatch(/^Root: ([\w-]{4} ){10}[\w-]{3}\nIt is the first root seen for https:/m);
    out = [];
    await verify(token);
    expect(out.join('\n')).toMatch(/^Root: ([\w-]{4} ){10}[\w-]{3}$/m);
    expect(out.join('\n')).not.toContain('first root');
  });

  it('hocba verify believes no other root than the first one, and shows the thumbprints of both', async () => {
    const { root } = await answer(token, trust);
    const { code, verdict, root: came, pinnedRoot } = await answer(token, otherRoot);
    expect([code, verdict, pinnedRoot === root, came === root]).toEqual([2, 'UNVERIFIABLE', true, false]);
    out = [];
    expect(await verify(token, otherRoot)).toBe(2);
    const said = out.join('\n');
    expect(said).toContain('Another root than at first');
    expect(said).toContain(`at first  ${thumbprintGroups(root)}`);
    expect(said).toContain(`now       ${thumbprintGroups(came)}`);
    expect(said).toContain('TRUST_LIST_OTHER_ROOT');
    expect(await answer(token, trust)).toMatchObject({ code: 0, pinnedRoot: root });
  });

  it('hocba verify believes another root once a person names its thumbprint, and pins that one', async () => {
    await answer(token, trust);
    const { root } = await answer(token, otherRoot);
    const wrong = ['--root', 'A'.repeat(43)];
    expect(await verify(token, otherRoot, ...wrong)).toBe(2);
    expect(await verify(token, otherRoot, '--root', thumbprintGroups(root))).toBe(0);
    expect(await answer(token, otherRoot)).toMatchObject({ code: 0, pinnedRoot: root });
    expect(await answer(token, trust)).toMatchObject({ code: 2, pinnedRoot: root });
  });

  it('hocba verify pins the root of a list that was kept before roots were pinned', async () => {
    await verify(token, newer);
    const state = dirname((await answer(token, trust)).trustListKept);
    for (const name of readdirSync(state)) if (name.endsWith('.root')) rmSync(join(state, name));
    expect(await answer(token, trust)).toHaveProperty('trustListKept');
    expect(readdirSync(state).filter((name) => name.endsWith('.root'))).toHaveLength(1);
  });

  it('field 32: the newest trust list may come in a bundle', async () => {
    await verify(file('brings.hocba.json', bundle([good], trustLists.newer)));
    expect(await answer(token, trust)).toHaveProperty('trustListKept');
  });

  it('field 32: the newest trust list is no help for a time before it was made', async () => {
    const later = await signList({ sequence: 9, iat: Math.floor(Date.parse(now) / 1000) + 86_400 });
    await runVerify([token, '--trust', file('later.jws', later), '--at', '2026-11-30T00:00:00.000Z'], io);
    expect(await answer(token, trust)).toMatchObject({ code: 0 });
    expect(await answer(token, trust)).not.toHaveProperty('trustListKept');
  });

  it('field 32: a trust list that cannot be kept is told, and the record is verified nevertheless', async () => {
    vi.stubEnv('STATE_FOLDER', file('a-file', ''));
    expect(await verify(token)).toBe(0);
    expect(err.join('\n')).toContain('could not be kept');
  });
});

describe('hocba keys create', () => {
  const config: Config = readConfig({
    PUBLIC_URL: 'https://hocba.example',
    SIGNING_KEY_FILE: join(folder, 'keys', 'signing.json'),
    TRUST_LIST_FILE: join(folder, 'keys', 'trust.jws'),
    SESSION_KEY_FILE: join(folder, 'keys', 'session.json'),
    HEAD_KEY_FILE: join(folder, 'keys', 'head.json'),
  });

  const later = new Date(Date.parse(now) + 30 * 86_400_000).toISOString() as Instant;

  it('hocba keys create writes files that a registry starts with, private ones for their owner alone', async () => {
    expect(await writeKeyFiles(config, { demo: true, now }, io)).toBe(true);
    expect((await readKeyRing(config)).demo).toBe(true);
    expect(readSecrets(config.sessionKeyFile).jwt).toHaveLength(32);
    expect((await readHeadKey(config)).kid).toHaveLength(43);
    for (const name of ['signing.json', 'session.json', 'head.json', 'root-key.json']) {
      expect(statSync(join(folder, 'keys', name)).mode & 0o777, name).toBe(0o600);
    }
    expect(out.join('\n')).toContain('offline');
    expect(out.join('\n')).not.toContain('"d"');
  });

  it('field 32: hocba keys renew puts a later list in place, and a new signing key beside the kept old one', async () => {
    const before = readFileSync(config.signingKeyFile, 'utf8');
    await renewListFile(config, { root: undefined, newSigningKey: false, now: later }, io);
    expect((await readKeyRing(config)).trust.payload).toMatchObject({ sequence: 2 });
    expect(readFileSync(config.signingKeyFile, 'utf8')).toBe(before);
    await renewListFile(config, { root: undefined, newSigningKey: true, now: later }, io);
    expect((await readKeyRing(config)).trust.payload.keys).toHaveLength(2);
    expect(readFileSync(`${config.signingKeyFile}.before-3`, 'utf8')).toBe(before);
    expect(statSync(config.signingKeyFile).mode & 0o777).toBe(0o600);
    expect(out.join('\n')).toContain('Restart the registry');
    expect(statSync(`${config.signingKeyFile}.before-3`).mode & 0o777).toBe(0o600);
    const missing = { root: join(folder, 'none.json'), newSigningKey: false, now: later };
    await expect(renewListFile(config, missing, io)).rejects.toThrow('ENOENT');
  });

  it('field 32: hocba keys renew makes a signing key in place of one that is lost, and leaves no file half-written', async () => {
    rmSync(config.signingKeyFile);
    expect(() => readKeyRing(config)).toThrow('hocba keys renew --signing-key');
    await renewListFile(config, { root: undefined, newSigningKey: true, now: later }, io);
    const { trust, signer } = await readKeyRing(config);
    expect([trust.payload.sequence, trust.payload.keys.at(-1)?.kid]).toEqual([4, signer.kid]);
    const files = readdirSync(join(folder, 'keys')).toSorted();
    expect(files).toEqual([
      'head.json',
      'root-key.json',
      'session.json',
      'signing.json',
      'signing.json.before-3',
      'trust.jws',
    ]);
  });

  it('hocba keys create overwrites nothing, and then writes nothing else either', async () => {
    const before = readFileSync(config.signingKeyFile, 'utf8');
    rmSync(config.trustListFile);
    expect(await writeKeyFiles(config, { demo: true, now }, io)).toBe(false);
    expect(readFileSync(config.signingKeyFile, 'utf8')).toBe(before);
    expect(() => statSync(config.trustListFile)).toThrow();
    expect(err.join()).toContain(config.signingKeyFile);
  });
});

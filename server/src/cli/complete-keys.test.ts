import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readHeadKey } from '../heads/head-key.ts';
import { readSecrets } from '../people/sign-in/secrets.ts';
import * as operator from './operator.fixture.ts';
import { KEY_FILES, openFolder } from './operator.fixture.ts';

let folder: string;
beforeEach(() => {
  folder = openFolder('hocba-complete-', 'https://hocba.example');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const hocba = async (...args: string[]) => {
  const { code, said } = await operator.hocba(...args);
  return { code, said: said.replaceAll(folder, 'F') };
};
const texts = () => KEY_FILES.map((name) => readFileSync(join(folder, name), 'utf8'));

it('hocba keys create --missing makes the head key that an older installation lacks, and touches no other key', async () => {
  await hocba('keys', 'create');
  const before = texts();
  expect(await hocba('keys', 'create', '--missing')).toEqual({ code: 0, said: 'No key is missing.' });
  expect(texts()).toEqual(before);
  const path = join(folder, 'HEAD_KEY_FILE');
  rmSync(path);
  expect(() => readHeadKey({ headKeyFile: path })).toThrow('hocba keys create --missing');
  expect(await hocba('keys', 'create', '--missing')).toEqual({
    code: 0,
    said: 'Made: Head key: F/HEAD_KEY_FILE',
  });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect((await readHeadKey({ headKeyFile: path })).kid).toHaveLength(43);
  expect(texts().filter((text, i) => text !== before[i])).toHaveLength(1);
});

it.each([
  ['is older than the chain key', { chain: undefined }, 'chain'],
  ['had two leaked keys taken out', { jwt: undefined, pepper: undefined }, 'jwt, pepper'],
])('hocba keys create --missing completes a session key file that %s', async (_, taken, named) => {
  await hocba('keys', 'create');
  const path = join(folder, 'SESSION_KEY_FILE');
  const kept = { ...JSON.parse(readFileSync(path, 'utf8')), ...taken };
  writeFileSync(path, JSON.stringify(kept));
  expect(() => readSecrets(path)).toThrow('hocba keys create --missing');
  expect(await hocba('migrate')).toEqual({
    code: 1,
    said: expect.stringContaining(`lacks ${named} of its three keys`),
  });
  expect(await hocba('keys', 'create', '--missing')).toEqual({
    code: 0,
    said: `Made: Session keys: F/SESSION_KEY_FILE (${named})`,
  });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject(JSON.parse(JSON.stringify(kept)));
  expect(readSecrets(path).chain).toHaveLength(32);
});

it('hocba keys create --missing makes a session key file in the place of one that is lost', async () => {
  await hocba('keys', 'create');
  const path = join(folder, 'SESSION_KEY_FILE');
  rmSync(path);
  expect((await hocba('keys', 'create', '--missing')).code).toBe(0);
  expect(readSecrets(path).chain).toHaveLength(32);
});

it('hocba keys create --missing makes nothing where no registry was set up, and takes no other option', async () => {
  expect((await hocba('keys', 'create', '--missing')).code).toBe(1);
  expect(existsSync(join(folder, 'HEAD_KEY_FILE'))).toBe(false);
  expect((await hocba('keys', 'create', '--missing', '--demo')).code).toBe(64);
});

it('hocba keys renew answers 1 for a file that is no root key or is not there, and 64 when none is named', async () => {
  await hocba('keys', 'create');
  const medium = join(folder, 'medium.json');
  const renew = (...more: string[]) => hocba('keys', 'renew', ...more);
  expect(await renew('--root', medium)).toMatchObject({
    code: 1,
    said: expect.stringContaining('F/medium.json: '),
  });
  writeFileSync(medium, '{');
  expect(await renew('--root', medium)).toMatchObject({ code: 1, said: expect.stringContaining('root key') });
  const early = ['--signing-key', '--from', '09:30 10/06/2020'];
  expect(await renew(...early)).toMatchObject({
    code: 1,
    said: expect.stringContaining('a new signing key can be valid from'),
  });
  expect((await renew('--from', '09:30 10/06/2020')).code).toBe(64);
  rmSync(join(folder, 'root-key.json'));
  expect(await renew()).toMatchObject({
    code: 64,
    said: expect.stringContaining('F/root-key.json is not there: name'),
  });
});

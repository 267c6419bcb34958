import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listExposures } from './private-files.ts';
import { TEST_MAC } from './storage/engine/chain-mac.fixture.ts';
import { migrate } from './storage/engine/migrate.ts';
import { openStorage } from './storage/engine/open.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hocba-private-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const paths = () => ({
  databaseUrl: `file:${join(folder, 'db.sqlite')}`,
  signingKeyFile: join(folder, 'signing-keys.json'),
  sessionKeyFile: join(folder, 'session-key.json'),
  headKeyFile: join(folder, 'head-key.json'),
  mail: undefined,
  oidc: undefined,
  sms: { url: 'https://sms.example', tokenFile: join(folder, 'sms-token') },
});

it('field 40: a new database, and what SQLite keeps beside it, is readable by its owner alone', async () => {
  const before = process.umask(0);
  try {
    const db = await openStorage(paths().databaseUrl, TEST_MAC);
    await migrate(db);
    for (const end of ['', '-wal', '-shm']) {
      expect([end, statSync(join(folder, `db.sqlite${end}`)).mode & 0o777]).toEqual([end, 0o600]);
    }
    await db.close();
  } finally {
    process.umask(before);
  }
  expect(listExposures(paths())).toEqual([]);
});

it('field 40: the check of private files names each file that others can read, and a root key beside the signing key, with what to do', () => {
  const config = paths();
  const { signingKeyFile, sessionKeyFile, headKeyFile, sms } = config;
  const database = join(folder, 'db.sqlite');
  for (const path of [signingKeyFile, sessionKeyFile, headKeyFile, sms.tokenFile, database]) {
    writeFileSync(path, '', { mode: 0o600 });
  }
  expect(listExposures(config)).toEqual([]);
  chmodSync(config.signingKeyFile, 0o640);
  chmodSync(headKeyFile, 0o604);
  chmodSync(sms.tokenFile, 0o604);
  chmodSync(database, 0o604);
  writeFileSync(join(folder, 'root-key.json'), '');
  expect(listExposures(config)).toEqual([
    expect.stringContaining(`chmod 600 ${config.signingKeyFile}`),
    expect.stringContaining(`chmod 600 ${headKeyFile}`),
    expect.stringContaining(`chmod 600 ${sms.tokenFile}`),
    expect.stringContaining(`chmod 600 ${database}`),
    expect.stringContaining('root-key.json lies beside the signing key'),
  ]);
});

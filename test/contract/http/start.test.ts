import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TEST_MAC } from '@hocba/server/storage/engine/chain-mac.fixture';
import { openStorage } from '@hocba/server/storage/engine/open';
import { getEpoch } from '@hocba/server/storage/queries/settings';
import { afterEach, beforeEach, expect, it } from 'vitest';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hocba-start-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program of the registry in the folder, with nothing set but what an operator sets. */
const run = (program: string, args: readonly string[], env: Record<string, string> = {}) =>
  spawnSync(process.execPath, [file(program), ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', PUBLIC_URL: 'http://localhost:8787', LISTEN: '127.0.0.1:1', ...env },
    encoding: 'utf8',
    timeout: 20_000,
  });
const start = (env?: Record<string, string>) => run('../../../server/src/main.ts', [], env);
const hocba = (...args: string[]) => run('../../../server/src/cli/hocba.ts', args);

it('a start in an empty folder names the commands to run, in order, and makes nothing itself', () => {
  const { status, stderr } = start();
  expect(status).toBe(1);
  const order = ['hocba keys create', 'hocba migrate', 'hocba account create', 'hocba school add'];
  expect(order.map((step) => stderr.indexOf(step)).every((at, i, all) => at > (all[i - 1] ?? 0))).toBe(true);
  expect(readdirSync(folder)).toEqual([]);
});

it('a start without an address names first the address that people open', () => {
  const { status, stderr } = start({ PUBLIC_URL: '' });
  expect(status).toBe(1);
  expect(stderr.indexOf('export PUBLIC_URL=')).toBeGreaterThan(0);
  expect(stderr.indexOf('export PUBLIC_URL=')).toBeLessThan(stderr.indexOf('hocba keys create'));
});

it('field 21: a start says in Vietnamese what is missing, which settings are wrong, and that the port is taken', async () => {
  const vietnamese = { LC_ALL: 'vi_VN.UTF-8' };
  const unset = start({ PUBLIC_URL: '', ...vietnamese });
  expect(unset.stderr).toMatch(/^Chưa khởi động gì\. Vui lòng chạy lần lượt:\n {2}export PUBLIC_URL=/);
  expect(unset.stderr).toContain('hoặc địa chỉ https mà mọi người sẽ mở');
  expect(unset.stderr).toContain('npx -y pnpm@10 hocba migrate');
  const wrong = start({ LISTEN: 'nowhere', ...vietnamese });
  expect(wrong.stderr).toBe('Các mục cấu hình sau chưa đúng:\n  LISTEN cần là: ĐỊA-CHỈ:CỔNG\n');
  hocba('keys', 'create');
  hocba('migrate');
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const listen = { LISTEN: `127.0.0.1:${(other.address() as AddressInfo).port}` };
  const taken = start({ ...listen, ...vietnamese });
  other.close();
  expect(taken.stderr).toMatch(/^Lưu ý: .*root-key\.json nằm cạnh khóa ký/);
  expect(taken.stderr).toContain('Chương trình khác đang dùng địa chỉ ghi ở LISTEN');
});

it('a start names only what is still missing', () => {
  expect(hocba('keys', 'create').status).toBe(0);
  const { stderr } = start();
  expect(stderr).toContain('hocba migrate');
  expect(stderr).not.toContain('hocba keys create');
});

it('a start never makes signing keys, and refuses keys of another address', () => {
  expect(hocba('keys', 'create').status).toBe(0);
  hocba('migrate');
  const { status, stderr } = start({ PUBLIC_URL: 'https://hocba.example' });
  expect(status).toBe(1);
  expect(stderr).toContain('trust list');
  rmSync(join(folder, 'data', 'signing-keys.json'));
  expect(start().stderr).toContain('hocba keys create');
  expect(existsSync(join(folder, 'data', 'signing-keys.json'))).toBe(false);
});

it('a start reports every fault of the configuration at once', () => {
  const { status, stderr } = start({ PUBLIC_URL: 'ftp://x', LISTEN: 'nowhere', LOG_LEVEL: 'loud' });
  expect(status).toBe(1);
  for (const name of ['PUBLIC_URL', 'LISTEN', 'LOG_LEVEL']) expect(stderr).toContain(name);
});

it('a start on a port that is taken ends, instead of staying behind as a process that serves nobody', async () => {
  hocba('keys', 'create');
  hocba('migrate');
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { status, stderr } = start({ LISTEN: `127.0.0.1:${(other.address() as AddressInfo).port}` });
  other.close();
  expect(stderr).toContain('EADDRINUSE');
  expect(status).toBe(1);
});

it('field 40: a start warns of a root key beside the signing key, and refuses an older copy of its database', async () => {
  hocba('keys', 'create');
  hocba('migrate');
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const listen = { LISTEN: `127.0.0.1:${(other.address() as AddressInfo).port}` };
  expect(start(listen).stderr).toMatch(
    /Warning: .*root-key\.json lies beside the signing key[\s\S]*EADDRINUSE/,
  );
  const db = await openStorage(`file:${join(folder, 'data', 'hocba.sqlite')}`, TEST_MAC);
  const mark = { [await getEpoch(db)]: 7 };
  await db.close();
  writeFileSync(join(folder, 'data', 'database-mark.json'), JSON.stringify(mark));
  const { status, stderr } = start(listen);
  other.close();
  expect([status, stderr]).toEqual([1, expect.stringMatching(/0 of 7 changes[\s\S]*hocba restore/)]);
  expect(stderr).not.toContain('EADDRINUSE');
});

it('the registry tells a signed head in its log at each start, which doctor compares, and starts without the key of heads too', async () => {
  hocba('keys', 'create');
  hocba('migrate');
  rmSync(join(folder, 'data', 'root-key.json'));
  const told = async (event: string): Promise<string> => {
    const env = { PATH: process.env.PATH ?? '', PUBLIC_URL: 'http://localhost:8787', LISTEN: '127.0.0.1:0' };
    const registry = spawn(process.execPath, [file('../../../server/src/main.ts')], { cwd: folder, env });
    let log = '';
    registry.stdout.on('data', (lines) => {
      log += lines;
      if (log.includes(event)) registry.kill('SIGTERM');
    });
    await once(registry, 'exit');
    return log;
  };
  writeFileSync(join(folder, 'saved.log'), await told('"chain.head"'));
  const { status, stdout } = hocba('doctor', '--since', 'saved.log');
  expect(stdout).toMatch(/heads +ok\nsince +ok/);
  expect(status).toBe(0);
  rmSync(join(folder, 'data', 'head-key.json'));
  expect(await told('"heads.failed"')).toContain('hocba keys create --missing');
});

/** The lines with which an operator starts the registry and runs a command, as package.json and the guide have them. */
const LINES = [
  ...Object.entries(JSON.parse(readFileSync(file('../../../package.json'), 'utf8')).scripts as object)
    .filter(([name]) => name === 'start' || name === 'hocba')
    .map(([, line]) => String(line)),
  ...readFileSync(file('../../../server/OPERATING.md'), 'utf8')
    .split('\n')
    .filter((line) => /^\S*node .*main\.ts$/.test(line)),
];

/** Runs one of these lines in the folder, with the programs of this checkout and no settings but those of the folder. */
const runLine = (line: string) => {
  const words = line.split(' ').slice(1);
  const args = words.map((word) => word.replace(/^(\.\/)?server\//, file('../../../server/')));
  const env = { PATH: process.env.PATH ?? '', DATABASE_URL: '', LANG: 'C' };
  const end = line.includes('hocba.ts') ? ['doctor'] : [];
  return spawnSync(process.execPath, [...args, ...end], { cwd: folder, env, encoding: 'utf8' });
};

it.each(LINES)('field 21: a start without a file .env says nothing about it: %s', (line) => {
  const { stdout, stderr } = runLine(line);
  expect(stderr).toContain('PUBLIC_URL');
  expect(stdout + stderr).not.toMatch(/not found|Continuing/);
});

it.each(LINES)('field 21: a start takes its settings from the file .env if there is one: %s', (line) => {
  expect(LINES).toHaveLength(3);
  writeFileSync(join(folder, '.env'), 'PUBLIC_URL=ftp://x\nLISTEN=nowhere\n');
  const { status, stderr } = runLine(line);
  expect([status, stderr]).toEqual([1, expect.stringMatching(/PUBLIC_URL must be the[\s\S]*LISTEN must be/)]);
});

it.each(LINES)('field 21: a .env that cannot be read is named, and nothing starts: %s', (line) => {
  mkdirSync(join(folder, '.env'));
  const { status, stderr } = runLine(line);
  expect([status, stderr]).toEqual([1, 'The file .env is there but cannot be read. Nothing was started.\n']);
});

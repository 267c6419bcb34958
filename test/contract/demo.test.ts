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
import { introduction } from '@hocba/server/cli/demo/demo-introduction';
import { lockFolder } from '@hocba/server/cli/demo/demo-place';
import type { StudentCode } from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const HOCBA = file('../../server/src/cli/hocba.ts');
const PLACE = file('../../server/src/cli/demo/demo-place.ts');
let folder: string;
let data: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hocba-demo-'));
  data = join(folder, 'demo');
  vi.stubEnv('LC_ALL', 'C');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const listen = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
};
const freePort = async (): Promise<number> => {
  const { server, port } = await listen();
  server.close();
  await once(server, 'close');
  return port;
};
const demo = (port: number) =>
  spawnSync(process.execPath, [HOCBA, 'demo', '--data', data, '--port', String(port)], {
    encoding: 'utf8',
    timeout: 60_000,
  });
/** A province as a demo leaves it; this one must never be opened. */
const plant = (port: number) => {
  mkdirSync(data);
  for (const name of [`ready-${port}`, 'hocba.sqlite']) writeFileSync(join(data, name), 'planted');
};

it('field 21: a second demo on a used port names another and touches nothing', async () => {
  const { server, port } = await listen();
  plant(port);
  const { status, stderr } = demo(port);
  server.close();
  expect([status, stderr.trim()]).toEqual([
    1,
    `Port ${port} is in use, perhaps by another demo. Say another: npx -y pnpm@10 demo --port ${port + 1}`,
  ]);
  expect(readdirSync(folder)).toEqual(['demo']);
  expect(readFileSync(join(data, 'hocba.sqlite'), 'utf8')).toBe('planted');
});

it('field 21: a second demo on a used folder says so and touches nothing', async () => {
  const port = await freePort();
  plant(port);
  const unlock = lockFolder(data);
  const { status, stderr } = demo(port);
  unlock();
  expect([status, stderr]).toEqual([1, expect.stringContaining(`Another demo is using ${data}`)]);
  expect(readFileSync(join(data, 'hocba.sqlite'), 'utf8')).toBe('planted');
});

it('field 21: a demo holds its folder until it ends, also when it is killed', async () => {
  const hold = `import { lockFolder } from ${JSON.stringify(PLACE)}; lockFolder(${JSON.stringify(data)}); gc(); setTimeout(() => console.log('held'), 50); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', hold], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  try {
    expect(() => lockFolder(data)).toThrow('Another demo');
  } finally {
    child.kill('SIGKILL');
  }
  await once(child, 'exit');
  lockFolder(data)();
});

it('field 21: a demo never empties a folder that is no demo', async () => {
  mkdirSync(data);
  writeFileSync(join(data, 'hocba.sqlite'), 'records');
  const { status, stderr } = demo(await freePort());
  expect([status, stderr]).toEqual([1, expect.stringContaining('of no demo')]);
  expect(readFileSync(join(data, 'hocba.sqlite'), 'utf8')).toBe('records');
  expect(existsSync(join(data, 'signing-keys.json'))).toBe(false);
});

it('field 28: a demo that cannot begin says why in Vietnamese', async () => {
  vi.stubEnv('LC_ALL', 'vi_VN.UTF-8');
  const { server, port } = await listen();
  const taken = demo(port);
  server.close();
  const other = `npx -y pnpm@10 demo --port ${port + 1}`;
  expect([taken.status, taken.stderr.trim()]).toEqual([
    1,
    `Cổng ${port} đang được dùng, có thể bởi một bản dùng thử khác. Vui lòng chọn cổng khác: ${other}`,
  ]);
  const unlock = lockFolder(data);
  const held = demo(await freePort());
  unlock();
  expect([held.status, held.stderr]).toEqual([1, expect.stringContaining(`khác đang dùng ${data}`)]);
  mkdirSync(data);
  writeFileSync(join(data, 'hocba.sqlite'), 'records');
  const foreign = demo(await freePort());
  expect([foreign.status, foreign.stderr]).toEqual([1, expect.stringContaining('không thuộc bản dùng thử')]);
});

it.each([
  ['C', 'One-time code  CODE', 'officer of the department'],
  ['vi_VN.UTF-8', 'Mã tra cứu        CODE', 'cán bộ Sở Giáo dục và Đào tạo'],
])(
  'field 28: a demo introduces its people and the code in the language of the reader: %s',
  (language, ...words) => {
    vi.stubEnv('LC_ALL', language);
    const said = introduction('http://localhost:8787', '0812345678' as StudentCode, 'CODE');
    for (const each of [...words, 'http://localhost:8787/verify', '0812345678', 'toan.8a1']) {
      expect(said).toContain(each);
    }
  },
);

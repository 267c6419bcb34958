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
import { lockFolder } from '@hocba/server/cli/demo-place';
import { afterEach, beforeEach, expect, it } from 'vitest';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const HOCBA = file('../../server/src/cli/hocba.ts');
const PLACE = file('../../server/src/cli/demo-place.ts');
let folder: string;
let data: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hocba-demo-'));
  data = join(folder, 'demo');
});
afterEach(() => rmSync(folder, { recursive: true }));

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

it('field 21: a folder that a killed demo held is free for the next', async () => {
  const hold = `import { lockFolder } from ${JSON.stringify(PLACE)}; lockFolder(${JSON.stringify(data)}); console.log('held'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', hold], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  expect(() => lockFolder(data)).toThrow('Another demo');
  child.kill('SIGKILL');
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

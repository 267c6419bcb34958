import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

/* The registry as operators start it, with a log that cannot be written. */

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const MAIN = file('../../../server/src/main.ts');
const HOCBA = file('../../../server/src/cli/hocba.ts');
/** Lines of one round. */
const REQUESTS = 1_000;

let folder: string;
let child: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hocba-log-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
};

const start = async (stdout: 'pipe' | number): Promise<{ registry: ChildProcess; base: string }> => {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const env = {
    PATH: process.env.PATH ?? '',
    PUBLIC_URL: `http://localhost:${port}`,
    LISTEN: `127.0.0.1:${port}`,
    RATE_LIMIT_PER_MINUTE: '99999999',
  };
  for (const args of [['keys', 'create'], ['migrate']]) {
    expect(spawnSync(process.execPath, [HOCBA, ...args], { cwd: folder, env }).status).toBe(0);
  }
  const registry = spawn(process.execPath, [MAIN], {
    cwd: folder,
    env,
    stdio: ['ignore', stdout, 'inherit'],
  });
  child = registry;
  for (;;) {
    const isThere = await fetch(`${base}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere) return { registry, base };
    if (registry.exitCode !== null) throw new Error('the registry did not start');
    await setTimeout(50);
  }
};

const readiness = async (base: string) => {
  const answer = await fetch(`${base}/readyz`, { signal: AbortSignal.timeout(20_000) });
  const { checks } = (await answer.json()) as { checks: Record<string, string> };
  return { status: answer.status, log: checks.log };
};

/** Asks until the check of the log says so, at most half a minute. */
const becomes = async (base: string, log: 'ok' | 'failed') => {
  await expect
    .poll(() => readiness(base), { timeout: 30_000, interval: 200 })
    .toEqual({
      status: log === 'ok' ? 200 : 503,
      log,
    });
};

const askOften = async (base: string) => {
  for (let i = 0; i < REQUESTS; i += 50) {
    await Promise.all(
      Array.from({ length: 50 }, () => fetch(`${base}/version`).then((answer) => answer.text())),
    );
  }
};

/**
 * Asks until nothing more fits into the pipe, and how often that was. How many lines fit depends on how they are cut into
 * writes, and so on how busy the machine is.
 */
const fillPipe = async (base: string): Promise<number> => {
  for (let round = 1; round <= 6; round += 1) {
    await askOften(base);
    for (let wait = 0; wait < 25; wait += 1) {
      if ((await readiness(base)).log === 'failed') return round * REQUESTS;
      await setTimeout(200);
    }
  }
  throw new Error('the pipe took every line');
};

/** Tells it to end, and how it ended. */
const endOf = async (registry: ChildProcess): Promise<number | 'hangs' | null> => {
  const gone = once(registry, 'exit').then(([code]) => code as number | null);
  registry.kill('SIGTERM');
  return Promise.race([gone, setTimeout(30_000, 'hangs' as const)]);
};

it('field 42: a registry with a closed pipe under its log answers, says so, and ends when told', async () => {
  const { registry, base } = await start('pipe');
  await becomes(base, 'ok');
  registry.stdout?.destroy();
  await askOften(base);
  await becomes(base, 'failed');
  await askOften(base);
  expect(await endOf(registry)).toBe(0);
});

it('field 42: a registry with a log pipe that nobody reads answers, says so, goes on when read again, and ends', async () => {
  const { registry, base } = await start('pipe');
  const asked = await fillPipe(base);
  let text = '';
  registry.stdout?.setEncoding('utf8').on('data', (part) => {
    text += part;
  });
  await becomes(base, 'ok');
  expect(text.split('\n').filter((line) => line.includes('"/version"')).length).toBe(asked);
  registry.stdout?.removeAllListeners('data').pause();
  await fillPipe(base);
  expect(await endOf(registry)).toBe(0);
}, 300_000);

it('field 42: a registry whose log is on a full disk answers, says so, and ends when told', async () => {
  const full = openSync('/dev/full', 'w');
  const { registry, base } = await start(full);
  closeSync(full);
  await askOften(base);
  await becomes(base, 'failed');
  expect(await endOf(registry)).toBe(0);
});

it('field 42: an ended registry has written the line of its last request', async () => {
  const path = join(folder, 'log');
  const log = openSync(path, 'w');
  const { registry, base } = await start(log);
  closeSync(log);
  await askOften(base);
  expect(await endOf(registry)).toBe(0);
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).route).filter((route) => route === '/version')).toHaveLength(
    REQUESTS,
  );
});

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { WORKERS } from '../run/workers.ts';
import { startDemo } from './demo-process.ts';
import type { Province } from './province.ts';

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const makeProvince = async (folder: string): Promise<Province> => {
  const port = await freePort();
  await (await startDemo(folder, port)).stop();
  return { folder, port };
};

/** Makes the demo province of each worker once for all its journeys. */
export default async (project: TestProject): Promise<() => void> => {
  const folder = mkdtempSync(join(tmpdir(), 'hocba-e2e-'));
  const names = Array.from({ length: WORKERS }, (_, i) => join(folder, `province-${i + 1}`));
  project.provide('provinces', await Promise.all(names.map(makeProvince)));
  return () => rmSync(folder, { recursive: true, force: true });
};

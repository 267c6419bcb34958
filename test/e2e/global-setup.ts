import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startDemo } from './demo-process.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A province, made once; every journey works on a copy of its own. */
    province: { readonly folder: string; readonly port: number };
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** Makes the demo province once for all journeys. */
export default async (project: TestProject): Promise<() => void> => {
  const folder = join(mkdtempSync(join(tmpdir(), 'hocba-e2e-')), 'province');
  const port = await freePort();
  await (await startDemo(folder, port)).stop();
  project.provide('province', { folder, port });
  return () => rmSync(join(folder, '..'), { recursive: true, force: true });
};

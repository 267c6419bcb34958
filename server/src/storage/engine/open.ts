import { closeSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../../files/make-folder.ts';
import type { Mac } from './chain-mac.ts';
import type { Db } from './db.ts';
import { openPostgres } from './postgres/open-postgres.ts';
import type { Patience } from './postgres/postgres-line.ts';
import { openSqlite } from './sqlite/open-sqlite.ts';
import { sqliteFileOf } from './sqlite/sqlite-file.ts';

/**
 * Opens the database that a URL names: `file:path`, `memory:` (SQLite that ends with the process) or
 * `postgres://…`. Audit and submission log are chained under the key of `mac`. A command may wait long for a statement, a
 * registry that others wait for may not. Throws on any other scheme; the message leaves the URL out because it may hold a
 * password.
 */
export const openStorage = async (url: string, mac: Mac, patience: Patience = 'long'): Promise<Db> => {
  if (url === 'memory:') return openSqlite(':memory:', mac);
  if (url.startsWith('postgres://') || url.startsWith('postgresql://')) {
    return openPostgres(url, mac, patience);
  }
  const path = sqliteFileOf(url);
  if (path === undefined) throw new Error('DATABASE_URL must start with file:, memory: or postgres:');
  makeFolder(dirname(path));
  // A new file is its owner's alone. SQLite gives its rights to the files that it keeps beside it.
  closeSync(openSync(path, 'a', 0o600));
  return openSqlite(path, mac);
};

/** Opens a SQLite file that must exist and cannot be changed through this; another database as `openStorage` does. */
export const openToRead = async (url: string, mac: Mac): Promise<Db> => {
  const path = sqliteFileOf(url);
  return path === undefined ? openStorage(url, mac) : openSqlite(path, mac, { readonly: true });
};

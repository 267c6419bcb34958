import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Db } from './db.ts';
import { openPostgres } from './open-postgres.ts';
import { openSqlite } from './open-sqlite.ts';

/**
 * Opens the database that a URL names: `file:path`, `memory:` (SQLite that ends with the process) or
 * `postgres://…`. Throws on any other scheme; the message leaves the URL out because it may hold a password.
 */
export const openStorage = async (url: string): Promise<Db> => {
  if (url === 'memory:') return openSqlite(':memory:');
  if (url.startsWith('postgres://') || url.startsWith('postgresql://')) return openPostgres(url);
  if (!url.startsWith('file:')) throw new Error('DATABASE_URL must start with file:, memory: or postgres:');
  const path = url.slice('file:'.length).replace(/^\/\/(?=\/)/, '');
  mkdirSync(dirname(path), { recursive: true });
  return openSqlite(path);
};

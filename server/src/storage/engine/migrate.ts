import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { RegistryError } from '@hocba/shared/problems';
import { openAudit } from '../queries/audit/audit.ts';
import { findSetting, insertSetting } from '../queries/settings.ts';
import { isKeyed, type KeyedRows, keyChains } from './chain/key-chains.ts';
import type { AppliedMigration, Db, Migration } from './db.ts';
import { SchemaError } from './schema-error.ts';

const FOLDER = new URL('../../../../migrations/', import.meta.url);
const BREAK = '--> statement-breakpoint';

interface Journal {
  readonly entries: readonly { readonly idx: number; readonly tag: string }[];
}

const readMigrations = (dialect: string): Migration[] => {
  const folder = new URL(`${dialect}/`, FOLDER);
  const journal = JSON.parse(readFileSync(new URL('meta/_journal.json', folder), 'utf8')) as Journal;
  return journal.entries.map(({ idx, tag }) => {
    const text = readFileSync(new URL(`${tag}.sql`, folder), 'utf8');
    const hash = createHash('sha256').update(text).digest('hex');
    return { index: idx, tag, hash, statements: text.split(BREAK) };
  });
};

/**
 * The migrations that a database still lacks, oldest first. Throws when the database has one that this code
 * does not know (it is newer than the code, which would write wrong rows), and when a committed file was edited.
 */
export const decideMigrations = (
  known: readonly Migration[],
  applied: readonly AppliedMigration[],
): Migration[] => {
  for (const { index, tag, hash } of applied) {
    const mine = known[index];
    if (mine === undefined) {
      throw new SchemaError(
        `the database is newer than this program: it has migration ${tag}; start the newer program`,
      );
    }
    if (mine.tag !== tag || mine.hash !== hash) {
      throw new SchemaError(`migration ${mine.tag} is not the one that ran on this database as ${tag}`);
    }
  }
  return known.slice(applied.length);
};

const openLife = async (db: Db): Promise<void> => {
  if ((await findSetting(db, 'epoch')) !== undefined) return;
  try {
    await db.commit([insertSetting('epoch', randomUUID()), openAudit()]);
  } catch (error) {
    // Another process that started at the same moment was first; its epoch holds.
    if (!(error instanceof RegistryError && error.code === 'DUPLICATE')) throw error;
  }
};

/**
 * Brings a database forward to this code, from empty as well: it gets its epoch and audit chain if it has none, and rows
 * older than the chain key are sealed and chained under it. Answers what was sealed; undefined when nothing was. Throws on a
 * database newer than the code, changing nothing, and on one under another chain key, unless that key is to be replaced.
 */
export const migrate = async (db: Db, { newChainKey = false } = {}): Promise<KeyedRows | undefined> => {
  await db.applyMigrations((dialect, applied) => decideMigrations(readMigrations(dialect), applied));
  await openLife(db);
  return keyChains(db, newChainKey);
};

/**
 * Whether the schema is exactly this code's and every row is chained under a key; false also on a database that is newer
 * or was altered. Throws SchemaError when the key is another one, and what the driver says when the database cannot be
 * asked: that is no other schema.
 */
export const isMigrated = async (db: Db): Promise<boolean> => {
  let fits = false;
  await db.applyMigrations((dialect, applied) => {
    const known = readMigrations(dialect);
    try {
      fits = decideMigrations(known, applied).length === 0;
    } catch {
      fits = false;
    }
    return [];
  });
  return fits && (await isKeyed(db));
};

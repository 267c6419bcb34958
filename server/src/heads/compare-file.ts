import { existsSync, readFileSync } from 'node:fs';
import type { Config } from '../config.ts';
import type { Db } from '../storage/engine/db.ts';
import { compareHeads } from './compare-heads.ts';
import { type HeadKey, readHeadKey } from './head-key.ts';
import { headsFile } from './heads-file.ts';
import { findHeads } from './heads-text.ts';

/**
 * The faults of a database by the heads in a text file. A file without any head of this database is a fault too:
 * nothing was compared, and that must never look like a database that is well.
 */
export const compareFile = async (db: Db, key: HeadKey, path: string): Promise<string[]> => {
  const { heads, faults } = await findHeads(key, readFileSync(path, 'utf8'));
  const { compared, faults: differences } = await compareHeads(db, heads);
  const all = [...faults, ...differences];
  if (all.length === 0 && compared === 0)
    all.push('it holds no head of this database, so nothing was compared');
  return all.map((fault) => `${path}: ${fault}`);
};

/** The faults of a database by the heads that its registry has kept on this machine, if it has kept any. */
export const compareKept = async (
  db: Db,
  config: Pick<Config, 'headKeyFile' | 'signingKeyFile'>,
): Promise<string[]> => {
  const key = await readHeadKey(config);
  return existsSync(headsFile(config)) ? compareFile(db, key, headsFile(config)) : [];
};

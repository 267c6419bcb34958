import { existsSync, readFileSync } from 'node:fs';
import type { Config } from '../config.ts';
import type { Db } from '../storage/engine/db.ts';
import { compareHeads } from './compare-heads.ts';
import { type HeadKey, readHeadKey } from './head-key.ts';
import { headsFile } from './heads-file.ts';
import { findHeads } from './heads-text.ts';

const NONE = 'it holds no head of this database, so nothing was compared';
const LEFT = 'its heads are all of what a restore or another chain key left behind, so nothing was compared';

/** The differences that heads in a text file show, and why nothing was compared if nothing was. */
const compareText = async (db: Db, key: HeadKey, path: string) => {
  const { heads, faults } = await findHeads(key, readFileSync(path, 'utf8'));
  const { compared, hasLeft, faults: differences } = await compareHeads(db, heads);
  const all = [...faults, ...differences].map((fault) => `${path}: ${fault}`);
  return { faults: all, nothing: all.length > 0 || compared > 0 ? undefined : hasLeft ? LEFT : NONE };
};

/**
 * The faults of a database by the heads in a text file. A file without any head of this database is a fault too:
 * nothing was compared, and that must never look like a database that is well.
 */
export const compareFile = async (db: Db, key: HeadKey, path: string): Promise<readonly string[]> => {
  const { faults, nothing } = await compareText(db, key, path);
  return nothing === undefined ? faults : [`${path}: ${nothing}`];
};

/**
 * The faults of a database by the heads that its registry has kept on this machine, if it has kept any. After a restore or
 * another chain key all of them may be of what was left behind: no fault, because the next start makes the first new one.
 */
export const compareKept = async (
  db: Db,
  config: Pick<Config, 'headKeyFile' | 'signingKeyFile'>,
): Promise<readonly string[]> => {
  const key = await readHeadKey(config);
  const path = headsFile(config);
  if (!existsSync(path)) return [];
  const { faults, nothing } = await compareText(db, key, path);
  return nothing === undefined || nothing === LEFT ? faults : [`${path}: ${nothing}`];
};

import { existsSync } from 'node:fs';
import type { Config } from '../config.ts';
import type { Db } from '../storage/engine/db.ts';
import { compareFile } from './compare-file.ts';
import { compareHeads } from './compare-heads.ts';
import { type Head, signHead, type Told, takeHeads } from './head.ts';
import { readHeadKey } from './head-key.ts';
import { readHeadsFile } from './heads-file.ts';
import { headLine } from './heads-text.ts';
import { readTold } from './keep-heads.ts';

/** Where the heads of a copy of a database are kept. */
export const headsBeside = (copy: string): string => `${copy}.heads`;

/** Signed heads of a copy. */
export interface HeadsOfCopy {
  /** Heads of everything in it: the text of the file beside it. */
  readonly text: string;
  /** Heads of its news, for the file of this registry. */
  readonly news: readonly string[];
}

/** Makes the heads of a copy and writes nothing yet. */
export const headsOfCopy = async (
  db: Db,
  config: Pick<Config, 'headKeyFile' | 'signingKeyFile' | 'publicUrl'>,
  at: string,
): Promise<HeadsOfCopy> => {
  const key = await readHeadKey(config);
  const sign = async (told: Told): Promise<string[]> =>
    Promise.all(
      (await takeHeads(db, { iss: config.publicUrl, at, told })).map((head) => signHead(key, head)),
    );
  const all = await sign(new Map());
  return { text: all.map(headLine).join(''), news: await sign(await readTold(db, config, key)) };
};

/** The faults of a copy that is to be put in place by the heads, and the heads of this registry that were asked. */
export interface CopyCheck {
  readonly heads: readonly Head[];
  readonly faults: readonly string[];
}

/**
 * Compares a copy with the heads beside it, all of which it must have, and with those of this registry as far as the copy
 * reaches. Where there is no head key, heads beside it are a fault and nothing else is compared.
 */
export const checkCopy = async (
  db: Db,
  config: Pick<Config, 'headKeyFile' | 'signingKeyFile'>,
  copy: string | undefined,
): Promise<CopyCheck> => {
  const beside = copy !== undefined && existsSync(headsBeside(copy)) ? headsBeside(copy) : undefined;
  if (beside === undefined && !existsSync(config.headKeyFile)) return { heads: [], faults: [] };
  const key = await readHeadKey(config);
  const { heads } = await readHeadsFile(config, key);
  const { faults } = await compareHeads(db, heads, 'is passed over');
  return {
    heads,
    faults: [...(beside === undefined ? [] : await compareFile(db, key, beside)), ...faults],
  };
};

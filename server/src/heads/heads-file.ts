import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Config } from '../config.ts';
import { type HeadKey, readHeadKey } from './head-key.ts';
import { type FoundHeads, findHeads, headLine } from './heads-text.ts';

/** Where the heads of a registry are kept: beside the signing key, where no administrator of the database writes. */
export const headsFile = ({ signingKeyFile }: Pick<Config, 'signingKeyFile'>): string =>
  join(dirname(signingKeyFile), 'heads.jsonl');

/** Adds heads to the file; throws what the system says where it cannot be written. */
export const appendHeads = (config: Pick<Config, 'signingKeyFile'>, signed: readonly string[]): void =>
  appendFileSync(headsFile(config), signed.map(headLine).join(''), { mode: 0o600 });

/**
 * The heads of the file, or those in so many characters at its end; none where it is not there, as where the folder of
 * keys is read-only.
 */
export const readHeadsFile = (
  config: Pick<Config, 'signingKeyFile'>,
  key: HeadKey,
  last = Number.POSITIVE_INFINITY,
): Promise<FoundHeads> => {
  const path = headsFile(config);
  return findHeads(key, existsSync(path) ? readFileSync(path, 'utf8').slice(-last) : '');
};

/** Whether this registry has ever told a head: its database was under a chain key then. */
export const hasToldHeads = async (
  config: Pick<Config, 'signingKeyFile' | 'headKeyFile'>,
): Promise<boolean> =>
  existsSync(headsFile(config)) && (await readHeadsFile(config, await readHeadKey(config))).heads.length > 0;

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Instant } from '@hocba/shared/school/identifiers';
import { type Config, readConfig, readConfigWith } from '../config.ts';
import { createKeys } from '../issuing/create-keys.ts';
import { createSecrets } from '../people/secrets.ts';
import { type CommandIo, type Run, UsageError } from './command.ts';

export const usage = `Usage: hocba keys create [--demo] [--issuer URL]

Makes the registry's keys and writes them to SIGNING_KEY_FILE, TRUST_LIST_FILE and SESSION_KEY_FILE, and the root
key to root-key.json beside the signing key. Private files are readable by their owner alone; nothing is overwritten.
  --demo        marks the keys as for demonstration: what they sign has no force
  --issuer URL  the issuer instead of PUBLIC_URL`;

const OPTIONS = { demo: { type: 'boolean' }, issuer: { type: 'string' } } as const;

interface NewFile {
  readonly path: string;
  readonly text: string;
  readonly mode: number;
}

/** Where the root key is written; it is needed only to sign the next trust list. */
const rootKeyFile = ({ signingKeyFile }: Pick<Config, 'signingKeyFile'>): string =>
  join(dirname(signingKeyFile), 'root-key.json');

/** `wx` fails on an existing file even when another process made it since the look before. */
const writeNew = ({ path, text, mode }: NewFile): void => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, text, { flag: 'wx', mode });
};

const explainRoot = (config: Config, thumbprint: string, io: CommandIo): void => {
  io.out(`Root key: ${rootKeyFile(config)}`);
  io.out(
    '  Move it to an offline medium now and delete it here: it is needed only to sign the next trust list.',
  );
  io.out(`Root thumbprint, for verifiers to pin: ${thumbprint}`);
};

/** Writes all key files of a new registry, or none; false when one is there already. */
export const writeKeyFiles = async (
  config: Config,
  { demo, now }: { readonly demo: boolean; readonly now: Instant },
  io: CommandIo,
): Promise<boolean> => {
  const { signingKeyFile, trustListFile, sessionKeyFile, publicUrl } = config;
  const paths = [rootKeyFile(config), signingKeyFile, sessionKeyFile, trustListFile];
  const existing = paths.filter((path) => existsSync(path));
  if (existing.length > 0) {
    io.err(
      `Nothing was written: ${existing.join(', ')} exists. Overwriting a key would orphan what it signed.`,
    );
    return false;
  }
  const keys = await createKeys({ issuer: publicUrl, demo, now });
  writeNew({ path: rootKeyFile(config), text: keys.rootKey, mode: 0o600 });
  writeNew({ path: signingKeyFile, text: keys.signingKeys, mode: 0o600 });
  writeNew({ path: sessionKeyFile, text: createSecrets(), mode: 0o600 });
  writeNew({ path: trustListFile, text: `${keys.trustList}\n`, mode: 0o644 });
  io.out(`Keys of ${publicUrl}${demo ? ', for demonstration only' : ''}:`);
  io.out(`Signing key: ${signingKeyFile}\nTrust list: ${trustListFile}\nSession keys: ${sessionKeyFile}`);
  explainRoot(config, keys.rootThumbprint, io);
  return true;
};

/** `hocba keys create`; 1 when a file is there already. */
export const run: Run = async (args, io) => {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  if (positionals.length !== 1 || positionals[0] !== 'create')
    throw new UsageError('keys knows only: create');
  const { issuer, demo } = values;
  const config = issuer === undefined ? readConfig() : readConfigWith({ PUBLIC_URL: issuer });
  const now = new Date().toISOString() as Instant;
  return (await writeKeyFiles(config, { demo: demo === true, now }, io)) ? 0 : 1;
};

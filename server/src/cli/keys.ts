import { constants, copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Instant } from '@hocba/shared/school/identifiers';
import { type Config, readConfig, readConfigWith } from '../config.ts';
import { createKeys } from '../issuing/create-keys.ts';
import { renewTrustList } from '../issuing/renew-trust-list.ts';
import { makeFolder } from '../make-folder.ts';
import { createSecrets } from '../people/secrets.ts';
import { replaceFile } from '../replace-file.ts';
import { type CommandIo, type Run, UsageError } from './command.ts';

export const usage = `Usage: hocba keys create [--demo] [--issuer URL]
  hocba keys renew [--root FILE] [--signing-key]

create makes the registry's keys and writes them to SIGNING_KEY_FILE, TRUST_LIST_FILE and SESSION_KEY_FILE, and the
root key to root-key.json beside the signing key. Private files are readable by their owner alone; nothing is
overwritten. The trust list expires after 400 days.
  --demo        marks the keys as for demonstration: what they sign has no force
  --issuer URL  the issuer instead of PUBLIC_URL
renew signs TRUST_LIST_FILE anew with the same keys, the next number and 400 more days, and puts it in the place of the
old one. Restart the registry afterwards, so that it hands the new list out.
  --root FILE   the root key, from the medium it is kept on; otherwise root-key.json beside the signing key
  --signing-key makes a signing key for five more years as well, also in place of one that is lost; the old one stays
                listed, and its file is kept beside`;

const OPTIONS = {
  demo: { type: 'boolean' },
  issuer: { type: 'string' },
  root: { type: 'string' },
  'signing-key': { type: 'boolean' },
} as const;

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
  makeFolder(dirname(path), 0o700);
  writeFileSync(path, text, { flag: 'wx', mode });
};

/** Writes all files or none: what was written before one that cannot be is taken away again. */
const writeAllNew = (files: readonly NewFile[]): void => {
  const written: string[] = [];
  try {
    for (const file of files) {
      writeNew(file);
      written.push(file.path);
    }
  } catch (error) {
    for (const path of written) rmSync(path);
    throw error;
  }
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
      `Nothing was written: there is already ${existing.join(', ')}. Overwriting a key would orphan what it signed.`,
    );
    return false;
  }
  const keys = await createKeys({ issuer: publicUrl, demo, now });
  writeAllNew([
    { path: rootKeyFile(config), text: keys.rootKey, mode: 0o600 },
    { path: signingKeyFile, text: keys.signingKeys, mode: 0o600 },
    { path: sessionKeyFile, text: createSecrets(), mode: 0o600 },
    { path: trustListFile, text: `${keys.trustList}\n`, mode: 0o644 },
  ]);
  io.out(`Keys of ${publicUrl}${demo ? ', for demonstration only' : ''}:`);
  io.out(`Signing key: ${signingKeyFile}\nTrust list: ${trustListFile}\nSession keys: ${sessionKeyFile}`);
  explainRoot(config, keys.rootThumbprint, io);
  return true;
};

const readKeyText = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new UsageError(`${path} cannot be read`);
  }
};

interface Renewal {
  readonly root: string | undefined;
  readonly newSigningKey: boolean;
  readonly now: Instant;
}

/** Copies the signing key to a name of its own; undefined where it is lost, which is why another one is made. */
const keepSigningKey = ({ signingKeyFile }: Config, sequence: number): string | undefined => {
  if (!existsSync(signingKeyFile)) return undefined;
  const kept = `${signingKeyFile}.before-${sequence}`;
  copyFileSync(signingKeyFile, kept, constants.COPYFILE_EXCL);
  return kept;
};

/** Signs the trust list anew and puts it in place in one step: a reader finds the old one or the new one, whole. */
export const renewListFile = async (
  config: Config,
  { root, newSigningKey, now }: Renewal,
  io: CommandIo,
): Promise<void> => {
  const { trustListFile, signingKeyFile } = config;
  const renewed = await renewTrustList({
    trustList: readKeyText(trustListFile),
    rootKey: readKeyText(root ?? rootKeyFile(config)),
    newSigningKey,
    now,
  });
  const { signingKeys, sequence } = renewed;
  const kept = signingKeys === undefined ? undefined : keepSigningKey(config, sequence);
  // The new list knows both keys, so that the registry starts with either, whatever happens between these lines.
  replaceFile(trustListFile, `${renewed.trustList}\n`, 0o644);
  if (signingKeys !== undefined) {
    replaceFile(signingKeyFile, signingKeys, 0o600);
    io.out(`Signing key: ${signingKeyFile}; the one before it is ${kept ? `kept as ${kept}` : 'not there'}`);
  }
  io.out(`Trust list ${trustListFile}: number ${sequence}, expires ${renewed.expires.slice(0, 10)}`);
  io.out(`  of the root ${renewed.rootThumbprint}. Restart the registry, so that it hands this list out.`);
  if (root === undefined) io.out('  Take the root key off this machine again.');
};

const create = async (issuer: string | undefined, demo: boolean, io: CommandIo): Promise<number> => {
  const config = issuer === undefined ? readConfig() : readConfigWith({ PUBLIC_URL: issuer });
  const now = new Date().toISOString() as Instant;
  return (await writeKeyFiles(config, { demo, now }, io)) ? 0 : 1;
};

/** `hocba keys`; 1 when `create` finds a file there already. */
export const run: Run = async (args, io) => {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const { issuer, demo, root, 'signing-key': newSigningKey = false } = values;
  const [action] = positionals;
  if (positionals.length !== 1 || (action !== 'create' && action !== 'renew')) {
    throw new UsageError('keys knows only: create, renew');
  }
  if (action === 'create') {
    if (root !== undefined || newSigningKey) throw new UsageError('--root and --signing-key belong to renew');
    return create(issuer, demo === true, io);
  }
  if (issuer !== undefined || demo !== undefined)
    throw new UsageError('renew takes only --root and --signing-key');
  await renewListFile(readConfig(), { root, newSigningKey, now: new Date().toISOString() as Instant }, io);
  return 0;
};

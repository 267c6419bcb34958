import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Config } from './config.ts';
import { sqliteFileOf } from './storage/engine/sqlite/sqlite-file.ts';

/** Any right of the group or of others. */
const OTHERS = 0o077;

/**
 * What of a registry others on this machine could read, and a root key that lies where the registry runs, each with what
 * to do. Files that are not there are no fault here. Windows keeps no such rights.
 */
export const listExposures = (
  config: Pick<
    Config,
    'databaseUrl' | 'signingKeyFile' | 'sessionKeyFile' | 'headKeyFile' | 'mail' | 'sms' | 'oidc'
  >,
): string[] => {
  const database = sqliteFileOf(config.databaseUrl);
  const keys = [config.signingKeyFile, config.sessionKeyFile, config.headKeyFile];
  const others = [config.mail?.passwordFile, config.sms?.tokenFile, config.oidc?.clientSecretFile, database];
  const files = [...keys, ...others.filter((path) => path !== undefined)];
  const open =
    process.platform === 'win32'
      ? []
      : files.filter((path) => existsSync(path) && (statSync(path).mode & OTHERS) !== 0);
  const rootKey = join(dirname(config.signingKeyFile), 'root-key.json');
  return [
    ...open.map((path) => `${path} can be read by others on this machine: chmod 600 ${path}`),
    ...(existsSync(rootKey)
      ? [
          `${rootKey} lies beside the signing key: move it to a medium that is kept off line, with a second copy`,
        ]
      : []),
  ];
};

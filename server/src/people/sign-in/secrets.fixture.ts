import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TEST_CHAIN_KEY } from '../../storage/engine/chain-mac.fixture.ts';
import { createSecrets } from './secrets.ts';

/** The text of a session key file whose chain key is the one of test databases. */
export const createTestSecrets = (): string =>
  JSON.stringify({ ...JSON.parse(createSecrets()), chain: TEST_CHAIN_KEY.toString('base64url') });

/** Writes that file into a folder and answers its path, for commands on a test database. */
export const writeTestSecrets = (folder: string): string => {
  const path = join(folder, 'session-key.json');
  writeFileSync(path, createTestSecrets(), { mode: 0o600 });
  return path;
};

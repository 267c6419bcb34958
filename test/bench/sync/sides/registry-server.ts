/**
 * The program of our side: the registry as `pnpm start` runs it, over a SQLite file, only that the projector waits
 * until it is told, because no peer has one and its work is measured by itself.
 */
import { buildApp } from '@hocba/server/app';
import { readConfig } from '@hocba/server/config';
import { openSenders } from '@hocba/server/connectors/messages/senders';
import { letHeapDouble } from '@hocba/server/heap';
import { createKeys } from '@hocba/server/issuing/keys/create-keys';
import { openKeyRing } from '@hocba/server/issuing/keys/key-ring';
import { parseSecrets } from '@hocba/server/people/sign-in/secrets';
import { createTestSecrets } from '@hocba/server/people/sign-in/secrets.fixture';
import { projectAll } from '@hocba/server/records/projection/project';
import { chainMac } from '@hocba/server/storage/engine/chain-mac';
import { openStorage } from '@hocba/server/storage/engine/open';
import type { DatabaseName, Instant } from '@hocba/shared/school/identifiers';
import { ISSUER } from '../../demo-classes.ts';

letHeapDouble();
const [file = '', port = ''] = process.argv.slice(2);
const settings = readConfig({
  DATABASE_URL: `file:${file}`,
  PUBLIC_URL: ISSUER,
  LISTEN: `127.0.0.1:${port}`,
  RATE_LIMIT_PER_MINUTE: '99999999',
});
// One account sends what a province does.
const most = Number.MAX_SAFE_INTEGER;
const config = { ...settings, intakePerDay: { documents: most, bytes: most } };
const clock = () => new Date().toISOString() as Instant;
const secrets = parseSecrets(createTestSecrets());
const db = await openStorage(
  config.databaseUrl,
  chainMac(() => secrets.chain),
);
const keys = await createKeys({ issuer: ISSUER, demo: true, now: clock() });
const keyRing = await openKeyRing({ ...keys, issuer: ISSUER });
const app = await buildApp({ db, config, clock, keyRing, secrets, senders: openSenders({}) });

process.on('message', async (message: { project?: DatabaseName }) => {
  if (message.project === undefined) return;
  await projectAll({ db, issuer: ISSUER }, message.project);
  process.send?.('projected');
});
await app.listen(config.listen);

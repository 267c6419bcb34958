import type { AddressInfo } from 'node:net';
import { readConfigWith } from '@hocba/server/config';
import { openSenders } from '@hocba/server/connectors/messages/senders';
import { readKeyRing } from '@hocba/server/issuing/keys/key-ring';
import { readSecrets } from '@hocba/server/people/sign-in/secrets';
import { startRegistry } from '@hocba/server/registry';
import { chainMac } from '@hocba/server/storage/engine/chain-mac';
import { openStorage } from '@hocba/server/storage/engine/open';
import type { Instant } from '@hocba/shared/school/identifiers';
import { type KillPoint, killAt } from './kill-points.ts';

/*
 * A registry in a process of its own, to be killed: `node registry-process.ts FOLDER [KILL_POINT]`. Prints its port.
 */
const [folder = '', point] = process.argv.slice(2);
const config = readConfigWith({
  DATABASE_URL: `file:${folder}/db.sqlite`,
  PUBLIC_URL: 'http://localhost:8787',
  SIGNING_KEY_FILE: `${folder}/signing-keys.json`,
  TRUST_LIST_FILE: `${folder}/trust-list.jws`,
  SESSION_KEY_FILE: `${folder}/session-key.json`,
  LOG_LEVEL: 'silent',
});
const secrets = readSecrets(config.sessionKeyFile);
const opened = await openStorage(
  config.databaseUrl,
  chainMac(() => secrets.chain),
);
const db = point === undefined ? opened : killAt(opened, point as KillPoint);
const registry = await startRegistry({
  db,
  config,
  clock: () => new Date().toISOString() as Instant,
  keyRing: await readKeyRing(config),
  secrets,
  senders: openSenders({}),
  // A machine that is busy with something else must not turn away the test that started this.
  maxLoopDelay: Number.POSITIVE_INFINITY,
});
await registry.app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${(registry.app.server.address() as AddressInfo).port}\n`);

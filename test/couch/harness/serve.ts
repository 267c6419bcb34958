/*
 * The registry's replication and the rest of CouchDB's protocol, for CouchDB clients' own test-suites:
 * `pnpm --filter test replication-server`. PORT is the port of this machine (5984), DATABASE_URL the storage (SQLite in
 * memory, which a stop forgets; attachments and documents that are not replicated are always forgotten).
 */
import { startHarness } from './harness.ts';

const { PORT = '5984', DATABASE_URL = 'memory:' } = process.env;
const harness = await startHarness(Number(PORT), DATABASE_URL);
process.stdout.write(`replication at ${harness.url}/\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void harness.close().then(() => process.exit(0));
  });
}

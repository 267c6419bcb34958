/*
 * The replication module alone, for CouchDB clients' own test-suites: `pnpm --filter test replication-server`.
 * PORT is the port of this machine (5984), DATABASE_URL the storage (SQLite in memory, which a stop forgets).
 */
import { startHarness } from './harness.ts';

const { PORT = '5984', DATABASE_URL = 'memory:' } = process.env;
const harness = await startHarness(Number(PORT), DATABASE_URL);
process.stdout.write(`replication module at ${harness.url}/\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void harness.close().then(() => process.exit(0));
  });
}

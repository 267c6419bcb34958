import { PGlite } from '@electric-sql/pglite';
import { TEST_MAC } from '@hocba/server/storage/engine/chain-mac.fixture';
import type { Db } from '@hocba/server/storage/engine/db';
import { overPostgres } from '@hocba/server/storage/engine/postgres/open-postgres';
import { drizzle } from 'drizzle-orm/pglite';

/** Opens an empty PostgreSQL inside this process; it shares all but the driver with `openPostgres`. */
export const openPglite = (): Db => {
  const client = new PGlite();
  return overPostgres(drizzle(client), TEST_MAC, () => client.close());
};

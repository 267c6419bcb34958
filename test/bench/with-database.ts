import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TEST_MAC } from '@hocba/server/storage/engine/chain-mac.fixture';
import type { Db } from '@hocba/server/storage/engine/db';
import { migrate } from '@hocba/server/storage/engine/migrate';
import { openStorage } from '@hocba/server/storage/engine/open';

/** Runs something with a database address on disk that is gone afterwards: in memory a commit would cost nothing. */
export const withDatabaseUrl = async <T>(work: (url: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'hocba-bench-'));
  try {
    return await work(`file:${join(folder, 'db.sqlite')}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** Runs the bench with the database open and its tables made. */
export const withDatabase = <T>(work: (db: Db) => Promise<T>): Promise<T> =>
  withDatabaseUrl(async (url) => {
    const db = await openStorage(url, TEST_MAC);
    try {
      await migrate(db);
      return await work(db);
    } finally {
      await db.close();
    }
  });

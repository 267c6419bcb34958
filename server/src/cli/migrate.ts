import { readConfig } from '../config.ts';
import { migrate } from '../storage/migrate.ts';
import { openStorage } from '../storage/open.ts';
import type { Run } from './command.ts';

export const usage = `Usage: hocba migrate

Brings the database of DATABASE_URL to the schema of this program, from empty as well. Refuses one that is newer.`;

/** `hocba migrate`. */
export const run: Run = async (_args, io) => {
  const db = await openStorage(readConfig().databaseUrl);
  try {
    await migrate(db);
  } finally {
    await db.close();
  }
  io.out('The database has the schema of this program.');
  return 0;
};

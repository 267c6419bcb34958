import { readConfig } from '../../config.ts';
import { migrate } from '../../storage/engine/migrate.ts';
import { openStorage } from '../../storage/engine/open.ts';
import { macOf, type Run } from '../command.ts';
import { type Said, say } from '../texts/said.ts';

const USAGE = `Usage: hocba migrate

Brings the database of DATABASE_URL to the schema of this program, from empty as well. Refuses one that is newer.`;

const USAGE_VI = `Cách dùng: hocba migrate

Đưa cơ sở dữ liệu ở DATABASE_URL về đúng cấu trúc của chương trình này, cả khi còn trống. Từ chối cơ sở dữ liệu mới hơn.`;

/** How the command is called, in English and Vietnamese. */
export const usage: Said = [USAGE, USAGE_VI];

/** `hocba migrate`. */
export const run: Run = async (_args, io) => {
  const config = readConfig();
  const db = await openStorage(config.databaseUrl, macOf(config));
  try {
    await migrate(db);
  } finally {
    await db.close();
  }
  io.out(
    say([
      'The database has the schema of this program.',
      'Cơ sở dữ liệu đã đúng cấu trúc của chương trình này.',
    ]),
  );
  return 0;
};

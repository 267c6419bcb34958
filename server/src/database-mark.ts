import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Config } from './config.ts';
import type { Db } from './storage/db.ts';
import { type HighWater, readHighWater } from './storage/high-water.ts';

/** How often a running registry notes how far its database has come; milliseconds. */
const EVERY_MS = 10_000;

const markFile = ({ signingKeyFile }: Pick<Config, 'signingKeyFile'>): string =>
  join(dirname(signingKeyFile), 'database-mark.json');

const readMark = (path: string): HighWater | undefined => {
  if (!existsSync(path)) return undefined;
  try {
    const { epoch, height } = JSON.parse(readFileSync(path, 'utf8')) as Partial<HighWater>;
    return typeof epoch === 'string' && typeof height === 'number' ? { epoch, height } : undefined;
  } catch {
    return undefined;
  }
};

const writeMark = (path: string, mark: HighWater): void => {
  // Several processes of one registry may write at once, each a file of its own.
  const written = `${path}.${process.pid}`;
  writeFileSync(written, JSON.stringify(mark), { mode: 0o600 });
  renameSync(written, path);
};

/**
 * Why a registry must not go on with this database: it is older than the one it ran with, under the same epoch. Devices
 * would take it for the newest and keep back what it lacks. Undefined when nothing speaks against it.
 */
export const findOlderDatabase = async (
  db: Db,
  config: Pick<Config, 'signingKeyFile'>,
): Promise<string | undefined> => {
  const path = markFile(config);
  const mark = readMark(path);
  const now = await readHighWater(db);
  if (mark === undefined || mark.epoch !== now.epoch || now.height >= mark.height) return undefined;
  return `The database is an older copy of the one this registry ran with (${now.height} of ${mark.height} changes, as ${path} says), and devices could not tell.
Move it away and put it in place with "hocba restore COPY --verify"; on PostgreSQL give it a new epoch (server/OPERATING.md, "Backup" and "PostgreSQL").`;
};

/** Notes how far the database has come, now and every ten seconds; answers how to note it a last time and stop. */
export const keepMark = async (
  db: Db,
  config: Pick<Config, 'signingKeyFile'>,
  failed: (error: unknown) => void,
): Promise<() => Promise<void>> => {
  const path = markFile(config);
  const note = async (): Promise<void> => {
    try {
      writeMark(path, await readHighWater(db));
    } catch (error) {
      // A folder of keys may be read-only, and the database away: the registry goes on with the mark it has.
      failed(error);
    }
  };
  await note();
  const timer = setInterval(() => void note(), EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await note();
  };
};

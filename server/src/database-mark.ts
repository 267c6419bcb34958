import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Config } from './config.ts';
import { replaceFile } from './files/replace-file.ts';
import type { Db } from './storage/engine/db.ts';
import { type HighWater, readHighWater } from './storage/queries/high-water.ts';

/** How often a running registry notes how far its database has come; milliseconds. */
const EVERY_MS = 10_000;

const markFile = ({ signingKeyFile }: Pick<Config, 'signingKeyFile'>): string =>
  join(dirname(signingKeyFile), 'database-mark.json');

/** How far each life of the database had come, by epoch. */
type Mark = ReadonlyMap<string, number>;

const readMark = (path: string): Mark => {
  if (!existsSync(path)) return new Map();
  try {
    const heights: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return new Map(
      Object.entries(Object(heights)).filter((pair): pair is [string, number] => typeof pair[1] === 'number'),
    );
  } catch {
    return new Map();
  }
};

const raiseMark = (path: string, { epoch, height }: HighWater): void => {
  const mark = new Map(readMark(path)).set(epoch, height);
  replaceFile(path, JSON.stringify(Object.fromEntries(mark)), 0o600);
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
  const { epoch, height } = await readHighWater(db);
  const reached = mark.get(epoch) ?? 0;
  if (height >= reached) return undefined;
  return `The database is an older copy of the one this registry ran with (${height} of ${reached} changes, as ${path} says), and devices could not tell.
Move it away and put it in place with "hocba restore COPY --verify"; on PostgreSQL give it a new epoch with "hocba restore --epoch" (server/OPERATING.md, "Backup" and "PostgreSQL").`;
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
      raiseMark(path, await readHighWater(db));
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

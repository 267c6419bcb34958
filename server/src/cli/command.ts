import { parseIdentifier, SchoolYear } from '@hocba/shared/school/identifiers';
import { type Config, readConfig } from '../config.ts';
import { readSecrets } from '../people/sign-in/secrets.ts';
import { chainMac, type Mac } from '../storage/engine/chain-mac.ts';
import type { Db } from '../storage/engine/db.ts';
import { isMigrated } from '../storage/engine/migrate.ts';
import { openStorage } from '../storage/engine/open.ts';
import { SchemaError } from '../storage/engine/schema-error.ts';
import { type Said, say } from './texts/said.ts';

/** Exit codes as sysexits.h numbers them. */
export const EX_USAGE = 64;
export const EX_INTERNAL = 70;

/** Where the program writes; lines without their end. */
export interface Output {
  out(text: string): void;
  err(text: string): void;
}

/** Where a command writes, in the language of the person who runs it; lines without their end. */
export interface CommandIo {
  out(said: string | Said): void;
  err(said: string | Said): void;
}

/** The exports of every command module. The answer is the exit code. */
export type Run = (args: readonly string[], io: CommandIo) => Promise<number>;

/** A command was called in a way it does not know; answered with its usage and exit code 64. */
export class UsageError extends Error {
  constructor(said: string | Said) {
    super(say(said));
  }
}

/** A school year of the command line; undefined for a text that is none, such as two years that do not follow. */
export const readYear = (text: string | undefined): SchoolYear | undefined => {
  const year = parseIdentifier(SchoolYear, text);
  return year !== undefined && Number(year.slice(5)) === Number(year.slice(0, 4)) + 1 ? year : undefined;
};

/** The MAC of a registry's chains; SESSION_KEY_FILE is read when the first text needs it. */
export const macOf = ({ sessionKeyFile }: Pick<Config, 'sessionKeyFile'>): Mac =>
  chainMac(() => readSecrets(sessionKeyFile).chain);

/** Does work on the configured database and closes it again. Throws SchemaError when its schema is not this program's. */
export const withDb = async <T>(work: (db: Db) => Promise<T>): Promise<T> => {
  const config = readConfig();
  const db = await openStorage(config.databaseUrl, macOf(config));
  try {
    if (!(await isMigrated(db)))
      throw new SchemaError(
        say([
          'the database has another schema; run "hocba migrate" first',
          'cơ sở dữ liệu chưa đúng cấu trúc; vui lòng chạy "hocba migrate" trước',
        ]),
      );
    return await work(db);
  } finally {
    await db.close();
  }
};

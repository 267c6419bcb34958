import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { readConfig } from '../config.ts';
import { keepHeads } from '../heads/keep-heads.ts';
import type { Db } from '../storage/engine/db.ts';
import { openStorage } from '../storage/engine/open.ts';
import { macOf } from './command.ts';
import { runHocba } from './hocba.ts';

/** The settings that name key files; in a folder of a test each file is called as its setting. */
export const KEY_FILES = ['SIGNING_KEY_FILE', 'SESSION_KEY_FILE', 'HEAD_KEY_FILE', 'TRUST_LIST_FILE'];

/** Makes a folder and sets the environment so that every key file and the database lie in it; answers the folder. */
export const openFolder = (prefix: string, publicUrl: string): string => {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  vi.stubEnv('PUBLIC_URL', publicUrl);
  vi.stubEnv('DATABASE_URL', `file:${join(folder, 'db.sqlite')}`);
  for (const name of KEY_FILES) vi.stubEnv(name, join(folder, name));
  return folder;
};

/** Runs a command as an operator does; its exit code and all that it said. */
export const hocba = async (...args: string[]): Promise<{ code: number; said: string }> => {
  const lines: string[] = [];
  const say = (text: string) => void lines.push(text);
  const code = await runHocba(args, { out: say, err: say });
  return { code, said: lines.join('\n') };
};

/** The checks of `hocba doctor` that found faults, with their faults. */
export const doctor = async (...args: string[]): Promise<Record<string, string[]>> => {
  const lines: string[] = [];
  await runHocba(['doctor', '--json', ...args], {
    out: (text) => void lines.push(text),
    err: () => undefined,
  });
  const { checks } = JSON.parse(lines.join('\n')) as { checks: { name: string; faults: string[] }[] };
  return Object.fromEntries(
    checks.filter(({ faults }) => faults.length > 0).map(({ name, faults }) => [name, faults]),
  );
};

/** Opens the database that the environment names, under the chain key that it names or another MAC. */
export const withDb = async <T>(work: (db: Db) => Promise<T>, mac = macOf(readConfig())): Promise<T> => {
  const db = await openStorage(readConfig().databaseUrl, mac);
  try {
    return await work(db);
  } finally {
    await db.close();
  }
};

/** Tells the heads of a database as one start of the registry does; answers the lines of its log. */
export const tellHeads = async (db: Db): Promise<string> => {
  let log = '';
  const note = (fields: object, event: string) => {
    log += `${JSON.stringify({ level: 30, ...fields, event })}\n`;
  };
  const clock = () => new Date().toISOString();
  (await keepHeads({ db, config: readConfig(), clock, log: { info: note, error: note } }))();
  return log;
};

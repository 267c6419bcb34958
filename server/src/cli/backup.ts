import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readConfigWith } from '../config.ts';
import { appendAudit } from '../storage/audit.ts';
import { isMigrated } from '../storage/migrate.ts';
import { openStorage, openToRead } from '../storage/open.ts';
import { decideAgain } from '../storage/retry.ts';
import { checkSqliteFile, copySqlite, placeNewFile, sqliteFileOf } from '../storage/sqlite-file.ts';
import { type Contents, checkChains, describeContents } from './check-database.ts';
import { type CommandIo, EX_USAGE, type Run, UsageError } from './command.ts';

export const usage = `Usage: hocba backup FILE

Copies the SQLite database of DATABASE_URL as it is at one moment, while the registry runs, into FILE, opens the copy
and checks it: every page, the schema, the audit chain, the submission chains. FILE must not exist; it appears only when
the copy is good. The key files and the trust list are not in it: copy them as well, after the database.
Exit codes: 0 done, 1 refused or the copy does not hold, 64 wrong usage or PostgreSQL (use pg_dump).`;

const checkCopy = async (file: string): Promise<{ contents?: Contents; faults: string[] }> => {
  const faults = checkSqliteFile(file);
  if (faults.length > 0) return { faults };
  const db = await openToRead(`file:${file}`);
  try {
    if (!(await isMigrated(db)))
      return { faults: ['schema: not the one of this program; run "hocba migrate" first'] };
    return await checkChains(db);
  } finally {
    await db.close();
  }
};

const makeBackup = (from: string, file: string, io: CommandIo): Promise<boolean> =>
  placeNewFile(file, async (path) => {
    copySqlite(from, path);
    const { contents, faults } = await checkCopy(path);
    if (contents === undefined || faults.length > 0) {
      io.err(`No backup was made, because the copy does not hold:\n  ${faults.join('\n  ')}`);
      return false;
    }
    io.out(`Backup ${file}: opened and checked, ${describeContents(contents)}.`);
    return true;
  });

/** A copy of the database is a reading of everything in it. */
const auditCopy = async (from: string): Promise<void> => {
  const db = await openStorage(`file:${from}`);
  const at = new Date().toISOString();
  const act = { at, actor: 'cli', action: 'database.copied', student: null, detail: {} };
  try {
    await decideAgain(() => db.commit([appendAudit(act)]));
  } finally {
    await db.close();
  }
};

/** `hocba backup`: copies the running registry's SQLite database and checks the copy. */
export const run: Run = async (args, io) => {
  const [file, ...more] = parseArgs({ args: [...args], options: {}, allowPositionals: true }).positionals;
  if (file === undefined || more.length > 0) throw new UsageError('backup takes one file');
  const from = sqliteFileOf(readConfigWith({ PUBLIC_URL: 'https://backup.invalid' }).databaseUrl);
  if (from === undefined) {
    io.err('This copies SQLite files only. For PostgreSQL use pg_dump; see the operator’s guide.');
    return EX_USAGE;
  }
  if (!existsSync(from) || existsSync(file)) {
    io.err(
      existsSync(file) ? `${file} exists already; nothing is overwritten.` : `There is no database ${from}.`,
    );
    return 1;
  }
  if (!(await makeBackup(from, file, io))) return 1;
  await auditCopy(from);
  io.out('The key files and the trust list are not in it: copy them too, now that the database is copied.');
  return 0;
};

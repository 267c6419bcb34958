import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runHocba } from '@hocba/server/cli/hocba';
import { writeTestSecrets } from '@hocba/server/people/sign-in/secrets.fixture';
import { TEST_MAC } from '@hocba/server/storage/engine/chain-mac.fixture';
import type { Db } from '@hocba/server/storage/engine/db';
import { migrate } from '@hocba/server/storage/engine/migrate';
import { openStorage } from '@hocba/server/storage/engine/open';
import { insertAccount } from '@hocba/server/storage/queries/people';
import { insertAssignments } from '@hocba/server/storage/queries/schools/schools';
import { vi } from 'vitest';
import { sampleBytes } from './import-workbook.ts';

export const SCHOOL = '08000101';
export const YEAR = '2026-2027';
/** The command line's words for the sheet and the account of `openClassRegistry`. */
export const TARGET = ['--sheet', '8A1:toan:hk1', '--as', 'toan.8a1'];

/** The answer of one command line: exit code and everything it printed. */
export interface Answer {
  readonly code: number;
  readonly text: string;
}

/** A registry of its own on disk, with the school of the sample files and nothing else. */
export interface ImportRegistry {
  readonly db: Db;
  hocba(...args: string[]): Promise<Answer>;
  /** `hocba import WHAT FILE …` with these bytes as the file. */
  importFile(what: 'roster' | 'marks', bytes: Uint8Array, ...more: string[]): Promise<Answer>;
  addTeacher(name: string, subject: string): Promise<void>;
  close(): Promise<void>;
}

const addTeacher = (db: Db, name: string, subject: string): Promise<void> =>
  db.commit([
    insertAccount({
      name,
      display_name: name,
      role: 'teacher',
      school: SCHOOL,
      password_hash: 'none',
      must_change: false,
      disabled: false,
      security_version: 1,
      scope_version: 1,
      created_at: '2026-08-01T00:00:00.000Z',
    }),
    ...insertAssignments([{ school: SCHOOL, year: YEAR, class: '8A1', subject, account: name }]),
  ]);

/** Opens it, and points the commands at it. */
export const openImportRegistry = async (): Promise<ImportRegistry> => {
  const folder = await mkdtemp(join(tmpdir(), 'hocba-import-'));
  const url = `file:${join(folder, 'db.sqlite')}`;
  vi.stubEnv('DATABASE_URL', url);
  vi.stubEnv('SESSION_KEY_FILE', writeTestSecrets(folder));
  vi.stubEnv('PUBLIC_URL', 'https://hocba.example');
  // Commands speak the language of the machine; tests read English where they do not say otherwise.
  vi.stubEnv('LC_ALL', 'C');
  const db = await openStorage(url, TEST_MAC);
  await migrate(db);
  const hocba = async (...args: string[]) => {
    const lines: string[] = [];
    const print = (line: string) => void lines.push(line);
    const code = await runHocba(args, { out: print, err: print });
    return { code, text: lines.join('\n') };
  };
  const place = ['--commune', 'Xã Tân Trào', '--province', 'Tỉnh Tuyên Quang'];
  await hocba('school', 'add', SCHOOL, '--name', 'Trường THCS Tân Trào', ...place);
  return {
    db,
    hocba,
    importFile: async (what, bytes, ...more) => {
      const file = join(folder, 'file.xlsx');
      await writeFile(file, bytes);
      return hocba('import', what, file, '--school', SCHOOL, '--year', YEAR, ...more);
    },
    addTeacher: (name, subject) => addTeacher(db, name, subject),
    close: async () => {
      vi.unstubAllEnvs();
      await db.close();
      await rm(folder, { recursive: true });
    },
  };
};

/** A registry that holds the pupils of the sample list of 8A1, and the teacher of its mathematics. */
export const openClassRegistry = async (): Promise<ImportRegistry> => {
  const registry = await openImportRegistry();
  await registry.importFile('roster', await sampleBytes('danh-sach-8A1.xlsx'), '--apply');
  await registry.addTeacher('toan.8a1', 'toan');
  return registry;
};

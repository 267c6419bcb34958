import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const server = fileURLToPath(new URL('../../server/', import.meta.url));
const migrations = fileURLToPath(new URL('../../migrations/', import.meta.url));

const readFolder = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [relative(folder, file), readFileSync(file, 'utf8')]),
  );

/** Generates into a copy of the committed folder, with the committed configuration but for where it writes. */
const regenerate = (dialect: string, copy: string): { said: string; status: number | null } => {
  const config = join(copy, '..', `${dialect}.config.ts`);
  const committed = readFileSync(join(server, `drizzle.${dialect}.config.ts`), 'utf8');
  const moved = committed.replace(/out: '[^']*'/, `out: ${JSON.stringify(relative(server, copy))}`);
  if (moved === committed) throw new Error('the configuration does not say where it writes');
  writeFileSync(config, moved.replace(/import[^\n]*\n/, 'const defineConfig = (value: object) => value;\n'));
  const program = join(server, 'node_modules', '.bin', 'drizzle-kit');
  const run = spawnSync(program, ['generate', `--config=${config}`], { cwd: server, encoding: 'utf8' });
  return { said: run.stdout + run.stderr, status: run.status };
};

it.each(['sqlite', 'postgres'])(
  'the committed %s migrations are what the table description gives',
  (dialect) => {
    const folder = mkdtempSync(join(tmpdir(), 'hocba-migrations-'));
    const copy = join(folder, 'out');
    try {
      cpSync(join(migrations, dialect), copy, { recursive: true });
      const { said, status } = regenerate(dialect, copy);
      expect(status, said).toBe(0);
      expect(said).toContain('No schema changes');
      expect(readFolder(copy)).toEqual(readFolder(join(migrations, dialect)));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

it('both engines have the same history', () => {
  const [sqlite, postgres] = ['sqlite', 'postgres'].map((dialect) =>
    readdirSync(join(migrations, dialect))
      .filter((name) => name.endsWith('.sql'))
      .map((name) => name.slice(0, 4)),
  );
  expect(sqlite).toEqual(postgres);
});

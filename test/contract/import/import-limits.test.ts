import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE, heavyWorkbook } from './hostile-workbooks.ts';

const LIMIT_MEGABYTES = 400;
const READER = fileURLToPath(new URL('read-under-limit.ts', import.meta.url));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hocba-limits-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Reads the file in a process whose heap ends below the limit; what lies outside the heap is measured. */
const readApart = (bytes: Buffer): { outcome: string; megabytes: number } => {
  const file = join(folder, 'file.xlsx');
  writeFileSync(file, bytes);
  const options = { encoding: 'utf8', timeout: 60_000 } as const;
  return JSON.parse(execFileSync(process.execPath, ['--max-old-space-size=300', READER, file], options));
};

describe('field 29: within 400 MB', () => {
  it.each(Object.entries(HOSTILE))(
    'a file of %s is refused within 400 MB, before it is unpacked or laid out',
    (_, make) => {
      const bytes = make();
      expect(bytes.length).toBeLessThan(2_000_000);
      const { outcome, megabytes } = readApart(bytes);
      expect(outcome).toBe('FILE_TOO_LARGE');
      expect(megabytes).toBeLessThan(LIMIT_MEGABYTES);
    },
  );

  it('a file at its limits is read', () => {
    const { outcome, megabytes } = readApart(heavyWorkbook());
    expect(outcome).toBe('read');
    expect(megabytes).toBeLessThan(LIMIT_MEGABYTES);
  });
});

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openSmallClass } from '@hocba/server/records/projection/small-class.fixture';
import { checkAuditChain } from '@hocba/server/storage/queries/audit/audit';
import { insertSchool } from '@hocba/server/storage/queries/schools/schools';
import type { SchoolCode } from '@hocba/shared/school/identifiers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type RunningPostgres, startPostgres } from '../run/postgres.ts';

const PROCESS = fileURLToPath(new URL('look-up-process.ts', import.meta.url));
/** Receiving schools that look the pupil up, each with codes of its own, two of them in each process. */
const SCHOOLS = Array.from({ length: 8 }, (_, i) => `0900010${i}` as SchoolCode);
const PROCESSES = 4;
const ROUNDS = 25;

let folder: string;
let postgres: RunningPostgres;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hocba-look-ups-'));
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

/** The words of one process about look-ups that failed. */
const runProcess = async (url: string, schools: readonly SchoolCode[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, [PROCESS, url, String(ROUNDS), ...schools])).stdout;

it.each([
  ['SQLite', async () => `file:${join(folder, 'db.sqlite')}`],
  ['PostgreSQL', () => createDatabase(postgres.url, 'look_ups')],
])('field 44: right look-ups of eight offices through four processes all succeed on %s', async (_, urlOf) => {
  const url = await urlOf();
  const db = await openSmallClass(url);
  const place = { commune: 'Minh Xuân', province: 'Tuyên Quang', province_code: '08' };
  await db.commit(SCHOOLS.map((code, i) => insertSchool({ code, name: `THCS Số ${i + 1}`, ...place })));
  try {
    const said = await Promise.all(
      Array.from({ length: PROCESSES }, (_process, i) =>
        runProcess(
          url,
          SCHOOLS.filter((_school, at) => at % PROCESSES === i),
        ),
      ),
    );
    expect(said).toEqual(said.map(() => ''));
    const rows = SCHOOLS.length * ROUNDS * 3;
    expect(await checkAuditChain(db)).toEqual({ rows, brokenAt: null });
    expect(await db.query.select().from(db.tables.throttle)).toEqual([]);
  } finally {
    await db.close();
  }
});

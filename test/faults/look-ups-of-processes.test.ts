import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Caller } from '@hocba/server/people/caller';
import { issueCode } from '@hocba/server/records/consent-code';
import { grantLookUp, readBundle } from '@hocba/server/records/look-up';
import { CLERK, NOW, openSmallClass } from '@hocba/server/records/small-class.fixture';
import { checkAuditChain } from '@hocba/server/storage/audit';
import type { Db } from '@hocba/server/storage/db';
import { openStorage } from '@hocba/server/storage/open';
import { insertSchool } from '@hocba/server/storage/schools';
import type { AccountName, LocalDate, SchoolCode, StudentCode } from '@hocba/shared/school/identifiers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type RunningPostgres, startPostgres } from '../run/postgres.ts';

const pepper = Buffer.alloc(32, 7);
const CODE = '0812345670' as StudentCode;
const BORN = '2013-05-10' as LocalDate;
/** Receiving schools that look the pupil up, each with a code of its own, over and over. */
const OFFICES = 8;
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

const schoolOf = (office: number): SchoolCode => `0900010${office}` as SchoolCode;
const callerOf = (office: number): Caller => ({
  ...CLERK,
  account: `clerk.office${office}` as AccountName,
  school: schoolOf(office),
});

/** One code after another, each looked up and read, through one process or the next. */
const work = async (processes: readonly Db[], office: number): Promise<void> => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const db = processes[(office + round) % processes.length] as Db;
    const { code } = await issueCode(
      { db, pepper },
      CLERK,
      { studentCode: CODE, school: schoolOf(office) },
      NOW,
    );
    const input = { studentId: CODE, birthDate: BORN, code, purpose: 'transfer' } as const;
    const { grant } = await grantLookUp({ db, pepper }, callerOf(office), input, NOW);
    await readBundle({ db, trustList: 'list' }, callerOf(office), grant, NOW);
  }
};

it.each([
  ['SQLite', async () => `file:${join(folder, 'db.sqlite')}`],
  ['PostgreSQL', () => createDatabase(postgres.url, 'look_ups')],
])('field 44: right look-ups of eight offices through four processes all succeed on %s', async (_, urlOf) => {
  const url = await urlOf();
  const first = await openSmallClass(url);
  const place = { commune: 'Minh Xuân', province: 'Tuyên Quang', province_code: '08' };
  const offices = Array.from({ length: OFFICES }, (_office, i) => i);
  await first.commit(
    offices.map((i) => insertSchool({ code: schoolOf(i), name: `THCS Số ${i + 1}`, ...place })),
  );
  const processes = [first, ...(await Promise.all([1, 2, 3].map(() => openStorage(url))))];
  try {
    const outcomes = await Promise.allSettled(offices.map((office) => work(processes, office)));
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
    const rows = OFFICES * ROUNDS * 3;
    expect(await checkAuditChain(first)).toEqual({ rows, brokenAt: null });
    expect(await first.query.select().from(first.tables.throttle)).toEqual([]);
  } finally {
    for (const db of processes) await db.close();
  }
});

import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { doctor, hocba, openFolder, tellHeads, withDb } from '@hocba/server/cli/operator.fixture';
import { readConfig } from '@hocba/server/config';
import { openSenders } from '@hocba/server/connectors/messages/senders';
import { issueCode } from '@hocba/server/guardians/consent-code';
import { grantLookUp } from '@hocba/server/guardians/look-up';
import { issueJobs } from '@hocba/server/issuing/issue';
import { readKeyRing } from '@hocba/server/issuing/keys/key-ring';
import { createAccount } from '@hocba/server/people/accounts';
import type { Caller } from '@hocba/server/people/caller';
import { readSecrets } from '@hocba/server/people/sign-in/secrets';
import { submit } from '@hocba/server/records/intake/submit';
import { ISSUE_JOB } from '@hocba/server/records/issue-lane';
import { finaliseClass, ISSUER } from '@hocba/server/records/projection/finalised-class.fixture';
import { openClass } from '@hocba/server/records/projection/moved-pupil.fixture';
import { projectAll } from '@hocba/server/records/projection/project';
import {
  CLASS,
  CLERK,
  entryOf,
  HEAD,
  HOMEROOM_TEACHER,
  insertSmallClass,
  NAME,
  NOW,
  PUPILS,
  SCHOOL,
  TAUGHT,
  TEACHER,
  YEAR,
} from '@hocba/server/records/projection/small-class.fixture';
import { startRegistry } from '@hocba/server/registry';
import { pupilActs } from '@hocba/server/schools/check-pupils';
import { logClassLists } from '@hocba/server/schools/log-class-lists';
import { type Db, write } from '@hocba/server/storage/engine/db';
import { migrate } from '@hocba/server/storage/engine/migrate';
import { appendAudits } from '@hocba/server/storage/queries/audit/audit';
import { STUDYING } from '@hocba/server/storage/queries/enrolment.fixture';
import { type IntentRow, listIntentsOf } from '@hocba/server/storage/queries/intents';
import { listDueJobs } from '@hocba/server/storage/queries/jobs';
import {
  findStudent,
  insertEnrolments,
  insertSchool,
  insertStudents,
  readStudents,
} from '@hocba/server/storage/queries/schools/schools';
import {
  type AccountName,
  type ClassCode,
  HOMEROOM,
  type Instant,
  type SchoolCode,
  type SheetId,
  type StudentCode,
  type StudentId,
  type SubjectCode,
} from '@hocba/shared/school/identifiers';
import type { BirthDate } from '@hocba/shared/school/pupil/birth-date';
import type { AssignmentKey, Role } from '@hocba/shared/school/roles';
import { vi } from 'vitest';

export const OTHER_CLASS = '7A2' as ClassCode;
export const NEWCOMER = 's000000000009' as StudentId;
export const OPEN_SHEET = `${OTHER_CLASS}:toan:hk1` as SheetId;
export const RECEIVING = '08000102' as SchoolCode;
const TOMORROW = new Date(Date.parse(NOW) + 86_400_000).toISOString() as Instant;

/** A registry on a disk, and what it held before anybody reached into its database. */
export interface InsiderRegistry {
  /** Texts that were frozen for signing, by id: what people entered and approved. */
  readonly honest: ReadonlyMap<string, string>;
  /** Two intents that are signed, and one whose job waits. */
  readonly intents: readonly [IntentRow, IntentRow, IntentRow];
  /** Puts a copy of the database in place, as it is or as it was yesterday. */
  putInPlace(which: 'today' | 'yesterday'): void;
  /** Changes the database in place, as its administrator does: without the registry's keys. */
  edit(change: (db: Db) => Promise<unknown>): Promise<void>;
  /** The faults that `hocba doctor` finds, each fault behind the name of its check. */
  doctor(): Promise<string[]>;
  /** Lets the registry's own work come to rest; ids and texts of what it signed meanwhile. */
  run(): Promise<[id: string, text: string][]>;
  remove(): void;
}

/** Accounts as `hocba account create` makes them, with what they teach. */
const makeAccounts = async (db: Db): Promise<void> => {
  const make = (
    { account }: Caller,
    role: Role,
    assignments: readonly AssignmentKey[] = [],
    school: SchoolCode = SCHOOL,
  ) => createAccount(db, { name: account, displayName: 'Nguyễn Thị Lan', role, school, assignments }, NOW);
  const held = (of: ClassCode, subjects: readonly SubjectCode[]) =>
    subjects.map((subject) => ({ year: YEAR, class: of, subject }));
  await db.commit([write((query, { assignment: t }) => query.delete(t))]);
  await make(TEACHER, 'teacher', [...held(CLASS, TAUGHT), ...held(OTHER_CLASS, ['toan' as SubjectCode])]);
  await make(HOMEROOM_TEACHER, 'teacher', held(CLASS, [HOMEROOM]));
  await make(HEAD, 'head');
  await make(CLERK, 'clerk');
  await make(RECEIVER, 'clerk', [], RECEIVING);
};

const RECEIVER: Caller = { ...CLERK, account: 'clerk.phanthiet' as AccountName, school: RECEIVING };

/** Two classes, a pupil in the second one, and their lists in the log. */
const openSchool = async (db: Db): Promise<void> => {
  await migrate(db);
  await insertSmallClass(db);
  const place = { commune: 'Minh Xuân', province: 'Tuyên Quang', province_code: '08' };
  await db.commit([insertSchool({ code: RECEIVING, name: 'THCS Phan Thiết', ...place })]);
  await openClass(db, OTHER_CLASS);
  const pupil = await findStudent(db, PUPILS[0] as StudentId);
  if (pupil === undefined) throw new Error('no pupil');
  const own = { id: NEWCOMER, code: '0812345679', personal_id: null, name: 'Học Sinh D' };
  const where = { school: SCHOOL, year: YEAR, class: OTHER_CLASS };
  await db.commit([
    ...insertStudents([{ ...pupil, ...own }]),
    ...insertEnrolments([{ ...where, student: NEWCOMER, position: 1, ...STUDYING }]),
  ]);
  const pupils = (await Array.fromAsync(readStudents(db))).flat();
  await db.commit([appendAudits(pupilActs(db, pupils, NOW))]);
  await makeAccounts(db);
  await logClassLists(db, NAME, [CLASS, OTHER_CLASS], NOW);
};

/** A mark on a sheet that stays open. */
const enterOpen = async (db: Db): Promise<void> => {
  const teaches = [{ year: YEAR, class: OTHER_CLASS, subject: 'toan' as SubjectCode }];
  const entry = entryOf(TEACHER, OPEN_SHEET, [[NEWCOMER, 'tx1', 80, null]]);
  await submit(db, { ...TEACHER, assignments: teaches }, NAME, [entry], NOW);
  await projectAll({ db, issuer: ISSUER }, NAME);
};

/** A look-up that was granted by a one-time code, and another code that is open. */
const lookUp = async (db: Db): Promise<void> => {
  const services = { db, pepper: Buffer.alloc(32, 9), trustList: '' };
  const studentCode = '0812345670' as StudentCode;
  const input = { studentCode, school: RECEIVING };
  const { code } = await issueCode(services, CLERK, input, NOW);
  const asked = { studentId: studentCode, birthDate: '2013-05-10' as BirthDate, code, purpose: 'transfer' };
  await grantLookUp(services, RECEIVER, asked as Parameters<typeof grantLookUp>[2], NOW);
  await issueCode(services, CLERK, input, TOMORROW);
};

/** Signs two of the three records that wait. */
const signTwo = async (db: Db): Promise<void> => {
  const keyRing = await readKeyRing(readConfig());
  const log = { error: () => undefined, info: () => undefined };
  const issue = issueJobs({ db, issuer: ISSUER, keyRing, clock: () => TOMORROW, log });
  await issue((await listDueJobs(db, { now: TOMORROW, limit: 64, kind: ISSUE_JOB })).slice(0, 2));
  await projectAll({ db, issuer: ISSUER }, NAME);
};

const credentials = (db: Db) => db.query.select().from(db.tables.credential);

const run = (): Promise<[string, string][]> =>
  withDb(async (db) => {
    const before = new Set((await credentials(db)).map(({ id }) => id));
    const config = readConfig();
    const registry = await startRegistry({
      ...{ db, config, clock: () => TOMORROW, keyRing: await readKeyRing(config) },
      ...{
        secrets: readSecrets(config.sessionKeyFile),
        senders: openSenders({}),
        logTarget: { write: () => undefined },
      },
      maxLoopDelay: 60_000,
    });
    await registry.idle();
    await registry.close();
    const textOf = (jws: string) => Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8');
    return (await credentials(db))
      .filter(({ id }) => !before.has(id))
      .map(({ id, jws }): [string, string] => [id, textOf(jws)]);
  });

const faultsOfDoctor = async (): Promise<string[]> =>
  Object.entries(await doctor()).flatMap(([name, faults]) => faults.map((fault) => `${name}: ${fault}`));

/**
 * A registry with sheets open and closed, records final and signed, a job that waits, a look-up granted, and heads of two
 * days beside its keys. Its clock stands on the second day.
 */
export const openInsiderRegistry = async (): Promise<InsiderRegistry> => {
  const folder = openFolder('hocba-insider-', ISSUER);
  const path = (name: string) => join(folder, name);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(NOW) });
  const use = (name: string) => vi.stubEnv('DATABASE_URL', `file:${path(name)}`);
  use('today.sqlite');
  await hocba('keys', 'create');
  rmSync(path('root-key.json'));
  await withDb(async (db) => {
    await openSchool(db);
    await enterOpen(db);
    await tellHeads(db);
  });
  copyFileSync(path('today.sqlite'), path('yesterday.sqlite'));
  vi.setSystemTime(Date.parse(TOMORROW));
  const intents = await withDb(async (db) => {
    await finaliseClass(db);
    await lookUp(db);
    await signTwo(db);
    await tellHeads(db);
    const signed = new Set((await credentials(db)).map(({ id }) => id));
    return (await listIntentsOf(db, NAME)).toSorted(
      (a, b) => Number(signed.has(b.id)) - Number(signed.has(a.id)),
    );
  });
  return {
    honest: new Map(intents.map(({ id, payload }) => [id, payload])),
    intents: intents as [IntentRow, IntentRow, IntentRow] & IntentRow[],
    putInPlace: (which) => {
      for (const end of ['', '-wal', '-shm']) rmSync(path(`place.sqlite${end}`), { force: true });
      copyFileSync(path(`${which}.sqlite`), path('place.sqlite'));
      use('place.sqlite');
    },
    edit: (change) =>
      withDb(
        async (db) => void (await change(db)),
        () => 'made up',
      ),
    doctor: faultsOfDoctor,
    run,
    remove: () => {
      vi.useRealTimers();
      vi.unstubAllEnvs();
      rmSync(folder, { recursive: true });
    },
  };
};

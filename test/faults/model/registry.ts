import { randomUUID } from 'node:crypto';
import { republishClass } from '@hocba/server/records/projection/republish-class.fixture';
import { type Db, type Write, write } from '@hocba/server/storage/engine/db';
import { STUDYING } from '@hocba/server/storage/queries/enrolment.fixture';
import { insertClass, insertEnrolments, insertStudents } from '@hocba/server/storage/queries/schools/schools';
import { getEpoch, putSetting } from '@hocba/server/storage/queries/settings';
import type { SubmissionRow } from '@hocba/server/storage/queries/submissions';
import type { SignedIn } from '@hocba/shared/contract/auth';
import type { DatabaseName, SchoolCode, SubjectCode } from '@hocba/shared/school/identifiers';
import { eq } from 'drizzle-orm';
import { CLASS, DATABASE, PUPILS, SCHOOL, YEAR } from '../../fixtures/class-of-two.ts';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';
import { listSent } from '../../fixtures/sent.ts';

/** The school year that every history is about; it is put back to its beginning before each. */
export const NAME = DATABASE as DatabaseName;

/** Everything of a school year that the registry keeps, as a backup would hold it. */
type Backup = ReadonlyMap<TableName, readonly object[]>;

const TABLES = [
  'sync_db',
  'sync_doc',
  'sync_rev',
  'sync_quarantine',
  'submission',
  'projection',
  'class_list',
  'sheet',
  'year_record',
] as const;
type TableName = (typeof TABLES)[number];

/** People who may all write on one sheet: its teacher, and two who enter for others. */
export const PEOPLE = ['toan.8a1', 'ht.tantrao', 'clerk.tantrao'] as const;
export type Person = (typeof PEOPLE)[number];

/** One real registry for all histories. */
export interface ModelRegistry {
  readonly running: Registry;
  /** The answer to each person's sign-in, and a token of theirs that has expired since. */
  readonly sessions: ReadonlyMap<string, { readonly signedIn: SignedIn; readonly expired: string }>;
  backUp(): Promise<Backup>;
  /** Puts a backup in the place of what is there; a new life of the database begins. Answers its epoch. */
  restore(backup: Backup): Promise<string>;
  epoch(): Promise<string>;
  /** The whole log in the order of arrival. */
  log(): Promise<readonly SubmissionRow[]>;
}

const readTable = async ({ query, tables }: Db, name: TableName): Promise<object[]> => {
  const table = tables[name];
  const own = name === 'sync_db' ? tables.sync_db.name : tables[name].db;
  return query.select().from(table).where(eq(own, NAME));
};

const emptyTable = (name: TableName): Write =>
  write((query, tables) =>
    query.delete(tables[name]).where(eq(name === 'sync_db' ? tables.sync_db.name : tables[name].db, NAME)),
  );

const fillTable = (name: TableName, rows: readonly object[]): Write[] =>
  rows.length === 0 ? [] : [write((query, tables) => query.insert(tables[name]).values([...rows] as never))];

/** A class of two with one subject of four columns, so that a sheet is complete now and then. */
const addClass = async ({ db, addAccount }: Registry): Promise<void> => {
  const where = { school: SCHOOL, year: YEAR };
  await db.commit([
    ...insertStudents(PUPILS),
    ...insertClass({ ...where, code: CLASS, grade: 8 }, [
      { ...where, class: CLASS, subject: 'toan', regular_marks: 2 },
    ]),
    ...insertEnrolments(
      PUPILS.map(({ id }, i) => ({ ...where, ...STUDYING, student: id, class: CLASS, position: i + 1 })),
    ),
  ]);
  const assignments = [{ year: YEAR, class: CLASS, subject: 'toan' as SubjectCode }];
  await addAccount({ name: PEOPLE[0], role: 'teacher', assignments });
  await addAccount({ name: PEOPLE[1], role: 'head' });
  await addAccount({ name: PEOPLE[2], role: 'clerk' });
};

const signInTwice = async (
  running: Registry,
  signedIn: Map<string, string>,
): Promise<ModelRegistry['sessions']> => {
  for (const name of PEOPLE) signedIn.set(name, (await running.signIn(name)).token);
  running.pass(11 * 60_000);
  const sessions = new Map<string, { signedIn: SignedIn; expired: string }>();
  for (const [name, expired] of signedIn) {
    sessions.set(name, { signedIn: (await running.signIn(name)).body, expired });
  }
  return sessions;
};

/** Starts the registry; the class is published, nobody has entered anything. */
export const openModelRegistry = async (): Promise<ModelRegistry> => {
  // All histories are of one day of one registry.
  const unlimited = { RATE_LIMIT_PER_MINUTE: '99999999', COPIES_PER_DAY: '99999999' };
  const running = await startRegistry({ env: { ...unlimited, LOG_LEVEL: 'error' } });
  await addClass(running);
  const sessions = await signInTwice(running, new Map());
  await republishClass(running, SCHOOL as SchoolCode, YEAR, CLASS);
  const { db } = running;
  const backUp = async (): Promise<Backup> => {
    await running.idle();
    const rows = await Promise.all(TABLES.map((name) => readTable(db, name)));
    return new Map(TABLES.map((name, i) => [name, rows[i] ?? []]));
  };
  return {
    running,
    sessions,
    backUp,
    restore: async (backup) => {
      await running.idle();
      const epoch = randomUUID();
      await db.commit([
        putSetting('epoch', epoch),
        ...TABLES.map(emptyTable),
        ...TABLES.flatMap((name) => fillTable(name, backup.get(name) ?? [])),
      ]);
      return epoch;
    },
    epoch: () => getEpoch(db),
    log: () => listSent(db, NAME, 0, 10_000),
  };
};

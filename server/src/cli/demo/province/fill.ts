import type { Upward } from '@hocba/shared/documents/upward';
import {
  type AccountName,
  type DatabaseName,
  databaseNameOf,
  type Instant,
  type LocalDate,
  type SchoolCode,
  type SchoolYear,
} from '@hocba/shared/school/identifiers';
import { accountAct } from '../../../people/account-act.ts';
import { getAccountCaller } from '../../../people/account-caller.ts';
import type { Caller } from '../../../people/caller.ts';
import { hashPassword } from '../../../people/sign-in/password.ts';
import { type AssignmentChange, assignmentAudit } from '../../../records/assignments/planned-assignments.ts';
import { classDirectory } from '../../../records/class-directory.ts';
import { submit } from '../../../records/intake/submit.ts';
import { projectAll } from '../../../records/projection/project.ts';
import { logClassLists } from '../../../schools/log-class-lists.ts';
import type { Db } from '../../../storage/engine/db.ts';
import { type AuditEvent, appendAudits } from '../../../storage/queries/audit/audit.ts';
import { type AccountRow, insertAccount } from '../../../storage/queries/people.ts';
import { listYearRecords } from '../../../storage/queries/records/year-records.ts';
import {
  type AssignmentRow,
  insertAssignments,
  insertClass,
  insertEnrolments,
  insertSchool,
  insertStudents,
} from '../../../storage/queries/schools/schools.ts';
import { type DemoClass, rowsOfClass } from './classes.ts';
import type { DemoProvince } from './demo-province.ts';
import { approvalsOf, daysOf, type Scribe, scribeOf, writtenAt } from './history.ts';
import { type DemoAccount, demoPassword } from './teachers.ts';

/** The database and tools that the demo is written with. */
export interface FillServices {
  readonly db: Db;
  /** PUBLIC_URL. */
  readonly issuer: string;
}

/** When the schools of the demo made their accounts. */
const FOUNDED = '2021-08-01T00:00:00.000Z' as Instant;

const insertPeople = async (db: Db, accounts: readonly DemoAccount[]): Promise<void> => {
  const rows = await Promise.all(
    accounts.map(
      async ({ name, displayName, role, school }): Promise<AccountRow> => ({
        name,
        display_name: displayName,
        role,
        school,
        password_hash: await hashPassword(demoPassword(name)),
        must_change: false,
        disabled: false,
        security_version: 1,
        scope_version: 1,
        created_at: FOUNDED,
      }),
    ),
  );
  const act = { at: FOUNDED, actor: 'cli', assignments: [] };
  const acts = rows.map((row) => accountAct(db, 'account.created', row, act));
  await db.commit([...rows.map(insertAccount), appendAudits(acts)]);
};

/** The acts of a class's assignments, each from the first day of its school year. */
const assignmentActs = ({ year }: DemoClass, rows: readonly AssignmentRow[], at: Instant): AuditEvent[] =>
  rows.map((row) =>
    assignmentAudit(
      'assignment.changed',
      { ...(row as AssignmentRow & AssignmentChange), on: `${year.slice(0, 4)}-09-01` as LocalDate },
      { from: null },
      at,
    ),
  );

const insertClasses = async (db: Db, classes: readonly DemoClass[]): Promise<void> => {
  for (const demoClass of classes) {
    const rows = rowsOfClass(demoClass);
    const acts = assignmentActs(demoClass, rows.assignments, FOUNDED);
    await db.commit([
      appendAudits(acts),
      ...insertClass(rows.class, rows.subjects),
      ...insertEnrolments(rows.enrolments),
      ...insertAssignments(rows.assignments),
    ]);
  }
  const names = Map.groupBy(classes, ({ school, year }) => databaseNameOf(school, year));
  for (const [name, own] of names) {
    const [first] = own;
    const at = `${first?.year.slice(0, 4)}-09-01T01:00:00.000Z` as Instant;
    await logClassLists(
      db,
      name,
      own.map((one) => one.class),
      at,
    );
  }
};

const callersOf = async (db: Db, accounts: readonly DemoAccount[]): Promise<Map<AccountName, Caller>> =>
  new Map(
    await Promise.all(
      accounts.map(
        async ({ name }): Promise<[AccountName, Caller]> => [name, await getAccountCaller(db, name, 'demo')],
      ),
    ),
  );

/** One school year of one school on its way from empty sheets to final records. */
interface Year {
  readonly services: FillServices;
  readonly name: DatabaseName;
  readonly year: SchoolYear;
  readonly classes: readonly DemoClass[];
  readonly callers: ReadonlyMap<AccountName, Caller>;
  readonly head: AccountName;
  readonly scribe: Scribe;
}

/** Sends documents as their authors, then lets the projector come to the end. */
const send = async (
  { services, name, callers }: Year,
  docs: readonly Upward[],
  receivedAt: Instant,
): Promise<void> => {
  const classes = classDirectory(services.db, name);
  for (const [by, own] of Map.groupBy(docs, (doc) => doc.by)) {
    const caller = callers.get(by);
    if (caller === undefined) throw new Error(`no account ${by}`);
    await submit(services.db, caller, name, own, receivedAt, { classes });
  }
  await projectAll(services, name);
};

const enterMarks = async (year: Year, province: DemoProvince): Promise<void> => {
  const entries: Upward[] = [];
  const closes: Upward[] = [];
  for (const demoClass of year.classes) {
    for (const sheet of province.entries(demoClass)) {
      const entry = year.scribe.entry(sheet, writtenAt(sheet, year.year));
      entries.push(entry);
      if (sheet.closed) closes.push(await year.scribe.close(entry));
    }
  }
  const { hk1, hk2 } = daysOf(year.year);
  await send(year, entries, year.classes.some(({ state }) => state === 'running') ? hk1 : hk2);
  await send(year, closes, hk2);
};

const approve = async (year: Year, kind: 'confirm' | 'finalise'): Promise<void> => {
  const at = daysOf(year.year)[kind];
  const docs: Upward[] = [];
  for (const demoClass of year.classes.filter(({ state }) => state === 'signed')) {
    const rows = await listYearRecords(year.services.db, year.name, [demoClass.class]);
    const by = kind === 'confirm' ? demoClass.homeroom : year.head;
    docs.push(year.scribe.approval(kind, by, demoClass, approvalsOf(rows), at));
  }
  await send(year, docs, at);
};

const headOf = (accounts: readonly DemoAccount[], school: SchoolCode): AccountName => {
  const head = accounts.find((account) => account.role === 'head' && account.school === school);
  if (head === undefined) throw new Error(`no head of ${school}`);
  return head.name;
};

/**
 * Fills an empty registry with the province, by the way every record takes: entries, closings, confirmations and
 * finalisations are submitted as their authors and projected; finished years end as intents that wait to be signed.
 */
export const fillDemo = async (
  services: FillServices,
  province: DemoProvince,
  seed: number,
): Promise<void> => {
  const { db } = services;
  await db.commit([...province.schools.map(insertSchool), ...insertStudents(province.students)]);
  const people = insertPeople(db, province.accounts);
  await insertClasses(db, province.classes);
  await people;
  const callers = await callersOf(db, province.accounts);
  const years = Map.groupBy(province.classes, ({ school, year }) => databaseNameOf(school, year));
  for (const [name, classes] of years) {
    const first = classes[0];
    if (first === undefined) continue;
    const head = headOf(province.accounts, first.school);
    const scribe = scribeOf(seed, name);
    const year: Year = { services, name, year: first.year, classes, callers, head, scribe };
    await enterMarks(year, province);
    await approve(year, 'confirm');
    await approve(year, 'finalise');
  }
};

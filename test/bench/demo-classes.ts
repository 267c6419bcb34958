import type { DemoClass } from '@hocba/server/cli/demo/province/classes';
import { rowsOfClass } from '@hocba/server/cli/demo/province/classes';
import { type DemoProvince, demoProvince } from '@hocba/server/cli/demo/province/demo-province';
import { fillDemo } from '@hocba/server/cli/demo/province/fill';
import { republishClass } from '@hocba/server/records/projection/republish-class.fixture';
import type { Db } from '@hocba/server/storage/engine/db';
import {
  insertAssignments,
  insertClass,
  insertEnrolments,
} from '@hocba/server/storage/queries/schools/schools';
import type { Entry } from '@hocba/shared/record/entry';
import {
  type AccountName,
  type DatabaseName,
  type DeviceId,
  databaseNameOf,
  type Instant,
  type SchoolCode,
  type SchoolYear,
} from '@hocba/shared/school/identifiers';
import { ulid } from 'ulid';

const SEED = 42;
const province = demoProvince(SEED);

/** The school whose pupils these benches are about, and the account that enters marks there for everybody. */
export const SCHOOL = '08000102' as SchoolCode;
export const CLERK = 'clerk.phanthiet' as AccountName;
export const ISSUER = 'https://hocba.example';

/** Pupils of the whole demo; rows for the table of pupils. */
export const { students } = province;

const signed = province.classes.filter(({ state }) => state === 'signed');
const ownLastYear = signed.filter(({ school, year }) => school === SCHOOL && year === '2025-2026');

const pupilsOf = (classes: readonly DemoClass[]): number =>
  classes.reduce((sum, { students: list }) => sum + list.length, 0);

/** Finished classes with at least so many pupils together, newest year first; of one school, or of all. */
export const finishedClasses = (pupils: number, school?: SchoolCode): DemoClass[] => {
  const taken: DemoClass[] = [];
  for (const one of signed.toReversed()) {
    if (pupilsOf(taken) >= pupils) break;
    if (school === undefined || one.school === school) taken.push(one);
  }
  return taken;
};

/** The same pupils in the present year. */
export const presentClasses = (classes: readonly DemoClass[]): DemoClass[] => {
  const pupils = new Set(classes.flatMap((one) => one.students.map(({ pupil }) => pupil.id)));
  return province.classes.filter(
    ({ state, students: list }) => state === 'running' && list.some(({ pupil }) => pupils.has(pupil.id)),
  );
};

/**
 * Fills a registry with these classes as the demo does, every record on its whole way; schools may be there
 * already.
 */
export const fillClasses = (db: Db, classes: readonly DemoClass[], schools = province.schools) => {
  const needed = new Set<string>(
    classes.flatMap((c) => [c.homeroom, ...c.subjects.map(({ teacher }) => teacher ?? c.homeroom)]),
  );
  const part: DemoProvince = {
    ...province,
    schools,
    classes: classes.toSorted((a, b) => (a.year < b.year ? -1 : 1)),
    accounts: province.accounts.filter(({ name, role }) => role === 'head' || needed.has(name)),
  };
  return fillDemo({ db, issuer: ISSUER }, part, SEED);
};

const yearOf = (begins: number): SchoolYear => `${begins}-${begins + 1}` as SchoolYear;

/** A school year in which nobody has entered anything yet, beginning in a year that the demo does not know. */
export const openYear = async (db: Db, begins: number): Promise<DatabaseName> => {
  const year = yearOf(begins);
  for (const one of ownLastYear) {
    const rows = rowsOfClass({ ...one, year });
    await db.commit([
      ...insertClass(rows.class, rows.subjects),
      ...insertEnrolments(rows.enrolments),
      ...insertAssignments(rows.assignments),
    ]);
    await republishClass({ db }, SCHOOL, year, one.class);
  }
  return databaseNameOf(SCHOOL, year);
};

/** The entries of the clerk in a year of the demo, one column of one sheet at a time: about 1,500 bytes each. */
export const columnEntries = (begins: number, limit: number): Entry[] => {
  const at = `${begins}-10-30T02:00:00.000Z` as Instant;
  const entries: Entry[] = [];
  for (const demoClass of ownLastYear) {
    for (const { sheet, cells } of province.entries(demoClass)) {
      for (const own of Map.groupBy(cells, ([, column]) => column).values()) {
        if (entries.length === limit) return entries;
        const head = { _id: `entry:${sheet}:${ulid()}`, v: 1 as const, dev: 'd0000000bench' as DeviceId };
        entries.push({ ...head, n: entries.length + 1, by: CLERK, at, kind: 'entry', sheet, cells: own });
      }
    }
  }
  return entries;
};

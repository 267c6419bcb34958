import { isFrozen, type RecordState } from '@hocba/shared/lifecycle/states';
import type { ArrivingSheet } from '@hocba/shared/record/arrival';
import type { SheetState } from '@hocba/shared/record/sheet-state';
import {
  type ClassCode,
  databaseNameOf,
  type SchoolCode,
  type SchoolYear,
  type SheetId,
  type StudentId,
} from '@hocba/shared/school/identifiers';
import type { Db } from '../../storage/engine/db.ts';
import { findAccount } from '../../storage/queries/people.ts';
import { listSheets } from '../../storage/queries/records/sheets.ts';
import { findYearRecord } from '../../storage/queries/records/year-records.ts';
import { type EnrolmentRow, listEnrolmentsOf } from '../../storage/queries/schools/schools.ts';
import { listSubmissionsOf } from '../../storage/queries/submissions.ts';

type StoredSheet = SheetState & { readonly digest: string };

/** The marks of a pupil in the school year that is running at a school. */
export interface RunningYear {
  readonly year: SchoolYear;
  readonly class: ClassCode;
  readonly sheets: readonly ArrivingSheet[];
}

/** The school where a pupil studies now; undefined when no school has the pupil. */
export const currentEnrolment = async (db: Db, student: string): Promise<EnrolmentRow | undefined> =>
  (await listEnrolmentsOf(db, student)).find(({ status }) => status === 'studying');

/** Whether the record of an enrolment's school year is final. */
export const isYearFinal = async (
  db: Db,
  { school, year, student }: Pick<EnrolmentRow, 'school' | 'year' | 'student'>,
): Promise<boolean> => {
  const name = databaseNameOf(school as SchoolCode, year as SchoolYear);
  const record = await findYearRecord(db, name, student);
  return record !== undefined && isFrozen(record.state as RecordState);
};

type Closed = NonNullable<SheetState['closed']>;

/** The name that stands for an approval: the log says it, for older ones the account does. */
const namesOf = async (db: Db, name: string, closings: readonly Closed[]) => {
  const names = new Map<string, string>();
  const documents = [...new Set(closings.map(({ document }) => document))];
  for (const { doc, account, name: said } of await listSubmissionsOf(db, name, documents)) {
    const called = said ?? (await findAccount(db, account))?.display_name;
    if (called !== undefined) names.set(doc, called);
  }
  return ({ document, by }: Closed): string => names.get(document) ?? by;
};

/** The pupil's own row of a sheet; undefined when nobody has entered anything for the pupil. */
const rowOf = (
  sheet: StoredSheet,
  all: ReadonlyMap<string, StoredSheet>,
  student: StudentId,
  nameOf: (closed: Closed) => string,
  school: SchoolCode,
): ArrivingSheet | undefined => {
  const brought = sheet.brought?.[student];
  const source = brought === undefined ? sheet : all.get(brought.sheet);
  const cells = brought?.cells ?? sheet.cells[student] ?? {};
  const contested = sheet.contested.filter((one) => one.student === student);
  if (Object.keys(cells).length + contested.length === 0) return undefined;
  const isClosed = brought !== undefined || sheet.state === 'closed';
  const closed = isClosed ? source?.closed : null;
  return {
    sheet: sheet.sheet,
    digest: brought?.digest ?? sheet.digest,
    cells,
    contested,
    closing: brought?.closing ?? (closed ? { school, name: nameOf(closed), at: closed.at } : null),
  };
};

/** Reads a pupil's marks of the running year as they stand at the school where the pupil studies. */
export const readRunningYear = async (db: Db, enrolment: EnrolmentRow): Promise<RunningYear> => {
  const { student } = enrolment;
  const [school, year, own] = [enrolment.school, enrolment.year, enrolment.class] as [
    SchoolCode,
    SchoolYear,
    ClassCode,
  ];
  const name = databaseNameOf(school, year);
  const rows = (await listSheets(db, name, [own])).map(({ body }) => JSON.parse(body) as StoredSheet);
  const sources = rows.flatMap((sheet) => sheet.brought?.[student]?.sheet ?? []);
  const classes = [...new Set(sources.map((id: SheetId) => id.split(':')[0] ?? ''))];
  const former = (await listSheets(db, name, classes)).map(({ body }) => JSON.parse(body) as StoredSheet);
  const all = new Map([...former, ...rows].map((sheet) => [sheet.sheet as string, sheet]));
  const nameOf = await namesOf(
    db,
    name,
    [...all.values()].flatMap(({ closed }) => closed ?? []),
  );
  return {
    year,
    class: own,
    sheets: rows.flatMap((sheet) => rowOf(sheet, all, student as StudentId, nameOf, school) ?? []),
  };
};

import { addDays, type LocalDate } from '@hocba/shared/calendar/local-date';
import { vietnamTimeOf } from '@hocba/shared/calendar/vietnam-time';
import type { PoolPupil } from '@hocba/shared/contract/transfers/oversight';
import type {
  ClassCode,
  Instant,
  SchoolYear,
  StudentCode,
  StudentId,
} from '@hocba/shared/school/identifiers';
import type { BirthDate } from '@hocba/shared/school/pupil/birth-date';
import { schoolYearOn, studiesOn } from '@hocba/shared/school/pupil/study-span';
import { lastDayOf } from '@hocba/shared/school/school-year-days';
import { later } from '../../later.ts';
import type { Db } from '../../storage/engine/db.ts';
import {
  type DossierRow,
  listDossiersOfPupils,
  listEndedDossiers,
} from '../../storage/queries/dossiers/dossiers.ts';
import { listWhereabouts, type WhereaboutsRow } from '../../storage/queries/dossiers/whereabouts.ts';
import {
  type EnrolmentRow,
  listEnrolmentsOfPupils,
  listMovedAway,
  listSchoolsOf,
  listStudents,
  type SchoolRow,
} from '../../storage/queries/schools/schools.ts';
import { schoolMember } from '../desk/transfer-entry.ts';
import { TRANSFER_PROCEDURE, type TransferBody } from '../stored-transfer.ts';

/** How far back departures are sought, in school years: a pupil of longer ago has outgrown the list. */
const YEARS_BACK = 3;
const YEAR_MS = 365 * 86_400_000;

/** The rows of the pupils who may be without a school. */
interface Held {
  readonly enrolments: ReadonlyMap<string, readonly EnrolmentRow[]>;
  readonly dossiers: ReadonlyMap<string, readonly DossierRow[]>;
  readonly notes: ReadonlyMap<string, readonly WhereaboutsRow[]>;
}

const byStudent = <Row extends { readonly student: string }>(rows: readonly Row[]): Map<string, Row[]> =>
  Map.groupBy(rows, ({ student }) => student);

const readHeld = async (db: Db, ids: readonly string[]): Promise<Held> => ({
  enrolments: byStudent(await listEnrolmentsOfPupils(db, ids)),
  dossiers: byStudent(
    (await listDossiersOfPupils(db, ids)).filter((row) => row.procedure === TRANSFER_PROCEDURE),
  ),
  notes: byStudent(await listWhereabouts(db, ids)),
});

/** The end of a request that led to no school; undefined of one that runs, or that put the pupil into a class. */
const endOf = ({ open_key, body }: DossierRow): NonNullable<PoolPupil['attempt']>['end'] | undefined => {
  if (open_key !== null) return undefined;
  const { transfer } = JSON.parse(body) as TransferBody;
  if (transfer.outcome === 'refused') return 'refused';
  if (transfer.placed !== null) return undefined;
  return transfer.state === 'withdrawn' ? 'withdrawn' : 'stopped';
};

/** A pupil without a school, before names are read. */
interface Lost {
  readonly student: string;
  readonly last: EnrolmentRow | undefined;
  readonly since: LocalDate | null;
  readonly attempt:
    | { readonly row: DossierRow; readonly end: NonNullable<PoolPupil['attempt']>['end'] }
    | undefined;
}

/** The enrolment of the newest school year; of two in one year the one that the pupil left later. */
const newestOf = (rows: readonly EnrolmentRow[]): EnrolmentRow | undefined => {
  const key = ({ year, left_on }: EnrolmentRow): string => `${year} ${left_on ?? ''}`;
  return rows.toSorted((a, b) => (key(a) < key(b) ? 1 : -1))[0];
};

const sinceOf = (last: EnrolmentRow | undefined, filedAt: string | undefined): LocalDate | null => {
  if (last?.status === 'moved-away') return last.left_on as LocalDate | null;
  if (last !== undefined) return addDays(lastDayOf(last.year as SchoolYear), 1);
  return filedAt === undefined ? null : vietnamTimeOf(filedAt as Instant).date;
};

/**
 * A pupil is without a school who studies in none on this day or later, has no request under way, and about whom nobody
 * noted since then where the pupil is.
 */
const lostOf = (student: string, held: Held, today: LocalDate): Lost | undefined => {
  const rows = held.enrolments.get(student) ?? [];
  const dossiers = held.dossiers.get(student) ?? [];
  const studying = rows.filter(({ status }) => status === 'studying');
  if (studiesOn(studying, today) !== undefined) return undefined;
  if (dossiers.some(({ open_key }) => open_key !== null)) return undefined;
  const ended = dossiers.toSorted((a, b) => (a.filed_at < b.filed_at ? 1 : -1))[0];
  const end = ended && endOf(ended);
  const last = newestOf(rows);
  if (last?.status !== 'moved-away' && end === undefined) return undefined;
  const since = sinceOf(last, ended?.filed_at);
  const isKnown = (held.notes.get(student) ?? []).some(
    ({ noted_at }) => since === null || vietnamTimeOf(noted_at as Instant).date >= since,
  );
  if (isKnown) return undefined;
  return { student, last, since, attempt: ended && end && { row: ended, end } };
};

/** Whether an account sees a pupil of the list: the department all, a school's office those who were there last. */
const isIn = (school: string | null, { last }: Lost): boolean => school === null || last?.school === school;

/** The pupils without a school among some, for the department (null) or one school. */
export const findLost = async (
  db: Db,
  ids: readonly string[],
  school: string | null,
  today: LocalDate,
): Promise<Lost[]> => {
  const held = await readHeld(db, ids);
  return ids.flatMap((student) => lostOf(student, held, today) ?? []).filter((lost) => isIn(school, lost));
};

const withNames = async (db: Db, lost: readonly Lost[]): Promise<PoolPupil[]> => {
  const students = new Map(
    (
      await listStudents(
        db,
        lost.map(({ student }) => student),
      )
    ).map((row) => [row.id, row]),
  );
  const codes = lost.flatMap(({ last, attempt }) => [last?.school ?? [], attempt?.row.receiver ?? []].flat());
  const schools = new Map((await listSchoolsOf(db, [...new Set(codes)])).map((row) => [row.code, row]));
  const schoolOf = (code: string | undefined): SchoolRow | undefined => schools.get(code ?? '');
  return lost.flatMap(({ student: id, last, since, attempt }) => {
    const student = students.get(id);
    const [left, asked] = [schoolOf(last?.school), schoolOf(attempt?.row.receiver)];
    if (student === undefined) return [];
    return [
      {
        student: id as StudentId,
        code: student.code as StudentCode,
        name: student.name,
        birthDate: student.birth_date as BirthDate,
        last:
          last === undefined || left === undefined
            ? null
            : { school: schoolMember(left), class: last.class as ClassCode, year: last.year as SchoolYear },
        since,
        attempt:
          attempt === undefined || asked === undefined ? null : { to: schoolMember(asked), end: attempt.end },
      },
    ];
  });
};

const byWait = (a: PoolPupil, b: PoolPupil): number => ((a.since ?? '9') < (b.since ?? '9') ? -1 : 1);

/** Every pupil without a school of the province (null), or those who left one school; the longest wait first. */
export const readPool = async (db: Db, school: string | null, now: Instant): Promise<PoolPupil[]> => {
  const today = vietnamTimeOf(now).date;
  const first = Number(schoolYearOn(today).slice(0, 4)) - YEARS_BACK;
  const gone = await listMovedAway(db, { from: `${first}-${first + 1}`, school });
  const since = later(now, -YEAR_MS);
  const ended = await listEndedDossiers(db, TRANSFER_PROCEDURE, since);
  const own = ended.filter(({ sender }) => school === null || sender === school);
  const ids = [...new Set([...gone, ...own].map(({ student }) => student))];
  return (await withNames(db, await findLost(db, ids, school, today))).toSorted(byWait);
};

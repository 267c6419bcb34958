import type { BirthDate } from '../school/birth-date.ts';
import type {
  ClassCode,
  LocalDate,
  PersonalId,
  StudentCode,
  StudentId,
  SubjectCode,
} from '../school/identifiers.ts';
import type { ImportError } from './header.ts';
import type { RosterRow } from './roster.ts';

/** A pupil as the registry holds them before the import; `class` is null when not yet enrolled in this year. */
export interface KnownPupil {
  readonly id: StudentId;
  readonly code: StudentCode;
  readonly name: string;
  readonly birthDate: BirthDate;
  readonly sex: 'male' | 'female';
  readonly ethnicity: string;
  readonly personalId: PersonalId | null;
  readonly enrolment: {
    readonly class: ClassCode;
    readonly position: number;
    readonly status: string;
    readonly joinedOn: LocalDate | null;
    readonly notTaken: readonly SubjectCode[];
  } | null;
}

/** A row with the subjects of its class that the pupil does not take; null where the list says nothing of them. */
export interface PlannedRow extends RosterRow {
  readonly notTaken: readonly SubjectCode[] | null;
}

/** What a pupil list would change: rows of new pupils, rows of changed ones, how many stay, and what forbids it. */
export interface RosterPlan {
  readonly create: readonly PlannedRow[];
  readonly update: readonly {
    readonly row: PlannedRow;
    readonly pupil: KnownPupil;
    readonly fields: string[];
  }[];
  readonly unchanged: number;
  readonly errors: readonly ImportError[];
}

const named = (subjects: readonly SubjectCode[] = []): string => [...subjects].sort().join();

/** Names of the details that differ; a file without a personal number does not take the known one away. */
const changedFields = (row: PlannedRow, pupil: KnownPupil): string[] => {
  const pairs: [string, unknown, unknown][] = [
    ['name', row.name, pupil.name],
    ['birthDate', row.birthDate, pupil.birthDate],
    ['sex', row.sex, pupil.sex],
    ['ethnicity', row.ethnicity, pupil.ethnicity],
    ['personalId', row.personalId ?? pupil.personalId, pupil.personalId],
    ['class', row.class, pupil.enrolment?.class],
    ['position', row.position, pupil.enrolment?.position],
    ['status', row.status, pupil.enrolment?.status],
    ['joinedOn', row.joinedOn, pupil.enrolment?.joinedOn],
    ['notTaken', named(row.notTaken ?? pupil.enrolment?.notTaken), named(pupil.enrolment?.notTaken)],
  ];
  return pairs.flatMap(([field, next, current]) => (next === current ? [] : [field]));
};

/**
 * Dry run of a pupil list: rows meet pupils by code, never by order. A personal number that another pupil
 * holds is an error (ROW_INVALID).
 */
export const planRoster = (
  rows: readonly PlannedRow[],
  pupils: readonly KnownPupil[],
  holders: ReadonlyMap<PersonalId, StudentCode>,
): RosterPlan => {
  const byCode = new Map(pupils.map((pupil) => [pupil.code, pupil]));
  const errors = rows.flatMap(({ row, personalId, code }): ImportError[] => {
    const holder = personalId === null ? undefined : holders.get(personalId);
    if (holder === undefined || holder === code) return [];
    return [{ code: 'ROW_INVALID', row, column: 'Số định danh cá nhân', value: code }];
  });
  const known = rows.flatMap((row) => {
    const pupil = byCode.get(row.code);
    return pupil === undefined ? [] : [{ row, pupil, fields: changedFields(row, pupil) }];
  });
  const update = known.filter(({ fields }) => fields.length > 0);
  return {
    create: rows.filter((row) => !byCode.has(row.code)),
    update,
    unchanged: known.length - update.length,
    errors,
  };
};

import type { PersonalId, StudentCode, SubjectCode } from '../../school/identifiers.ts';
import type { ImportError } from '../workbook/headings/header.ts';
import type { KnownPupil, PlannedRow } from './planned-row.ts';
import { atRow, heldByAnother } from './roster.ts';
import { type Change, identify } from './roster-identity.ts';
import { orderClass, type Placed } from './roster-order.ts';

/** The members of a pupil, or of the pupil's place in the school year, that may change. */
export type RosterField =
  | 'name'
  | 'birthDate'
  | 'sex'
  | 'ethnicity'
  | 'personalId'
  | 'class'
  | 'position'
  | 'status'
  | 'joinedOn'
  | 'leftOn'
  | 'notTaken';

/**
 * A pupil with changes: the changed members, and those of them that are a confirmed change of identity. The row is as
 * it is written.
 */
interface RosterUpdate {
  readonly row: PlannedRow;
  readonly pupil: KnownPupil;
  readonly fields: readonly RosterField[];
  readonly confirmed: readonly Change[];
}

/** The changes of a pupil list, its omissions, the errors that forbid it and the points that are worth a look. */
export interface RosterPlan {
  readonly create: readonly PlannedRow[];
  readonly update: readonly RosterUpdate[];
  readonly unchanged: number;
  /** Pupils of the classes of the list whom it does not name: they stay as they are, at the place given here. */
  readonly missing: readonly Placed[];
  readonly errors: readonly ImportError[];
  readonly warnings: readonly ImportError[];
}

const named = (subjects: readonly SubjectCode[] = []): string => [...subjects].sort().join();

/** A list without the day on which a pupil came or left does not take the known day away; a pupil who studies has not left. */
const withKnownDays = (row: PlannedRow, { enrolment }: KnownPupil): PlannedRow => ({
  ...row,
  joinedOn: row.joinedOn ?? enrolment?.joinedOn ?? null,
  leftOn: row.status === 'studying' ? null : (row.leftOn ?? enrolment?.leftOn ?? null),
});

/** Names of the details that differ. */
const changedFields = (row: PlannedRow, pupil: KnownPupil): RosterField[] => {
  const pairs: [RosterField, unknown, unknown][] = [
    ['name', row.name, pupil.name],
    ['birthDate', row.birthDate, pupil.birthDate],
    ['sex', row.sex, pupil.sex],
    ['ethnicity', row.ethnicity, pupil.ethnicity],
    ['personalId', row.personalId, pupil.personalId],
    ['class', row.class, pupil.enrolment?.class],
    ['position', row.position, pupil.enrolment?.position],
    ['status', row.status, pupil.enrolment?.status],
    ['joinedOn', row.joinedOn, pupil.enrolment?.joinedOn ?? null],
    ['leftOn', row.leftOn, pupil.enrolment?.leftOn ?? null],
    ['notTaken', named(row.notTaken ?? pupil.enrolment?.notTaken), named(pupil.enrolment?.notTaken)],
  ];
  return pairs.flatMap(([field, next, current]) => (next === current ? [] : [field]));
};

/** The knowledge that a plan is made against. */
export interface RosterSources {
  readonly pupils: readonly KnownPupil[];
  /** The pupils who hold the personal numbers of the list. */
  readonly holders: ReadonlyMap<PersonalId, StudentCode>;
  /** All pupils of the school year, with their places. */
  readonly placed: readonly Placed[];
  /** The codes whose change of identity a person has confirmed. */
  readonly confirmed: ReadonlySet<StudentCode>;
}

const holderErrors = (rows: readonly PlannedRow[], holders: RosterSources['holders']): ImportError[] =>
  rows.flatMap((row): ImportError[] => {
    const { personalId, code } = row;
    const holder = personalId === null ? undefined : holders.get(personalId);
    if (personalId === null || holder === undefined || holder === code) return [];
    // Two rows of the list with one number are named by the list itself.
    const isTwin = rows.some((other) => other.code === holder && other.personalId === personalId);
    return isTwin ? [] : [heldByAnother(row, personalId, holder)];
  });

/** A pupil who studies elsewhere this year comes by a transfer, which takes the pupil out of the other school. */
const elsewhereErrors = (row: PlannedRow, { studiesAt, enrolment }: KnownPupil): ImportError[] =>
  studiesAt === null || (row.status === 'moved-away' && enrolment !== null)
    ? []
    : [
        {
          code: 'STUDENT_ELSEWHERE',
          ...atRow(row),
          column: 'Mã học sinh',
          value: `${row.code}, ${studiesAt}`,
        },
      ];

/**
 * Dry run of a pupil list: rows meet pupils by code, never by order. A personal number that another pupil holds is an
 * error (PERSONAL_ID_HELD); a pupil who studies at another school this year is STUDENT_ELSEWHERE; changes of identity:
 * `identify`; places: `orderClass`.
 */
export const planRoster = (listed: readonly PlannedRow[], sources: RosterSources): RosterPlan => {
  const byCode = new Map(sources.pupils.map((pupil) => [pupil.code, pupil]));
  const orders = [...new Set(listed.map((row) => row.class))].map((code) =>
    orderClass(code, listed, sources.placed),
  );
  const placeOf = (row: PlannedRow): PlannedRow => {
    const position = orders.map(({ positions }) => positions.get(row.code)).find((one) => one !== undefined);
    return { ...row, position: position ?? row.position };
  };
  const rows = listed.map(placeOf);
  const known = rows.flatMap((row) => {
    const pupil = byCode.get(row.code);
    if (pupil === undefined) return [];
    const identified = identify(withKnownDays(row, pupil), pupil, sources.confirmed.has(row.code));
    return [{ ...identified, pupil, fields: changedFields(identified.row, pupil) }];
  });
  const update = known.filter(({ fields }) => fields.length > 0);
  const missing = orders.flatMap(({ positions, missing: left }) =>
    left.map((pupil) => ({ ...pupil, position: positions.get(pupil.code) ?? pupil.position })),
  );
  return {
    create: rows.filter((row) => !byCode.has(row.code)),
    update: update.map(({ row, pupil, fields, confirmed }) => ({ row, pupil, fields, confirmed })),
    unchanged: known.length - update.length,
    missing,
    errors: [
      ...holderErrors(rows, sources.holders),
      ...known.flatMap(({ row, pupil, errors }) => {
        const elsewhere = elsewhereErrors(row, pupil);
        return elsewhere.length > 0 ? elsewhere : errors;
      }),
      ...orders.flatMap(({ errors }) => errors),
    ],
    warnings: known.flatMap(({ warnings }) => warnings),
  };
};

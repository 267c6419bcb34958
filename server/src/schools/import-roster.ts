import type { PlannedRow } from '@hocba/shared/exchange/roster/planned-row';
import { atRow, type RosterRow } from '@hocba/shared/exchange/roster/roster';
import { accountForRoster } from '@hocba/shared/exchange/roster/roster-account';
import { doubtsOfRoster } from '@hocba/shared/exchange/roster/roster-doubts';
import { planRoster, type RosterPlan } from '@hocba/shared/exchange/roster/roster-plan';
import { readRoster } from '@hocba/shared/exchange/roster/roster-sheets';
import { judgeStatusDays } from '@hocba/shared/exchange/roster/roster-status';
import type { Account, ImportNote } from '@hocba/shared/exchange/workbook/accounting';
import type { ImportError } from '@hocba/shared/exchange/workbook/headings/header';
import type { SheetTable } from '@hocba/shared/exchange/workbook/sheet-table';
import { RegistryError } from '@hocba/shared/problems';
import { regulationOf } from '@hocba/shared/regulations/rule-set';
import { gradeOfClass } from '@hocba/shared/school/curriculum/subjects-of-grade';
import type { ClassCode, LocalDate, StudentCode } from '@hocba/shared/school/identifiers';
import { formatBirthDate, isImpossibleBirth } from '@hocba/shared/school/pupil/birth-date';
import { searchKey } from '@hocba/shared/text/names/search-key';
import { sortKey } from '@hocba/shared/text/names/sort-key';
import type { Db, Write } from '../storage/engine/db.ts';
import { leaveClass } from '../storage/queries/schools/former-classes.ts';
import {
  type Enrolled,
  type EnrolmentRow,
  findClass,
  findSchool,
  insertClass,
  insertEnrolments,
  insertStudents,
  listYearStudents,
  type StudentRow,
  updateEnrolment,
  updateStudent,
} from '../storage/queries/schools/schools.ts';
import { listAltered } from './check-pupils.ts';
import { planChoices, type RosterTarget, subjectsOfNewClass } from './class-subjects.ts';
import { asPerson, asPlaced, findHolders, findKnown, type Known } from './known-pupils.ts';
import { newStudentId } from './student-id.ts';

/** The changes of a pupil list, ready to be written as they stand. */
export interface RosterImport {
  readonly rows: readonly PlannedRow[];
  readonly plan: RosterPlan;
  readonly newClasses: readonly ClassCode[];
  /** Classes whose list devices must get again, also those that pupils leave. */
  readonly classes: readonly ClassCode[];
  readonly known: ReadonlyMap<StudentCode, Known>;
  /** All pupils of the school year. */
  readonly pupils: readonly Enrolled[];
  /** Pupils of the list whose rows were edited past the registry, and whom the list does not put right. */
  readonly altered: readonly StudentRow[];
  readonly errors: readonly ImportError[];
  /** Points that are worth a look and no reason to refuse. */
  readonly warnings: readonly ImportError[];
  /** The cells of the file that are named instead of written. */
  readonly notes: readonly ImportNote[];
  /** The fate of every cell of the file; undefined where errors keep all of it from being written. */
  readonly account: Account | undefined;
}

/** A class can only be made where we know by which regulation it is assessed and what it is taught. */
const ruleErrors = (rows: readonly RosterRow[], { year }: RosterTarget): ImportError[] =>
  rows
    .filter(({ class: code }) => regulationOf(gradeOfClass(code), year) === undefined)
    .map((row) => ({ code: 'RULES_UNKNOWN', ...atRow(row), column: 'Mã lớp', value: row.class }));

const birthErrors = (rows: readonly RosterRow[], { year }: RosterTarget): ImportError[] =>
  rows
    .filter(({ birthDate }) => isImpossibleBirth(birthDate, year))
    .map((row) => ({
      code: 'BIRTH_DATE_IMPOSSIBLE',
      ...atRow(row),
      column: 'Ngày sinh',
      value: formatBirthDate(row.birthDate),
    }));

/** Confirmed codes that the list does not have: they are mistyped, so nobody knows which pupils the person meant. */
const unlistedErrors = (rows: readonly RosterRow[], { identities = [] }: RosterTarget): ImportError[] =>
  identities
    .filter((code) => !rows.some((row) => row.code === code))
    .map((value) => ({ code: 'IDENTITY_NOT_LISTED', row: null, column: '--identity', value }));

/** An edited row becomes the word of its school by a confirmation alone: the list may not even have the edited column. */
const alteredErrors = (
  rows: readonly RosterRow[],
  known: ReadonlyMap<StudentCode, Known>,
  altered: readonly StudentRow[],
  { identities = [] }: RosterTarget,
): ImportError[] =>
  rows
    .filter(({ code }) => altered.some((row) => row.code === code))
    .filter(({ code }) => !(identities.includes(code) && known.get(code)?.pupil.isHeld))
    .map((row) => ({ code: 'PUPIL_ALTERED', ...atRow(row), column: 'Mã học sinh', value: row.code }));

/**
 * Dry run of a pupil list against what the registry holds; nothing is written. With any error nothing may be
 * applied. Throws SCHOOL_UNKNOWN.
 */
export const planRosterImport = async (
  db: Db,
  target: RosterTarget,
  sheets: readonly SheetTable[],
  today: LocalDate,
): Promise<RosterImport> => {
  const school = await findSchool(db, target.school);
  if (school === undefined) throw new RegistryError('SCHOOL_UNKNOWN');
  const reading = readRoster(sheets, { ...target, schoolName: school.name });
  const { rows: read, errors } = reading;
  const inFile = [...new Set(read.map((row) => row.class))];
  const newClasses: ClassCode[] = [];
  for (const code of inFile) {
    if ((await findClass(db, target.school, target.year, code)) === undefined) newClasses.push(code);
  }
  const { rows, errors: choiceErrors } = await planChoices(db, target, read, newClasses);
  const known = await findKnown(db, target, rows);
  const pupils = await listYearStudents(db, target.school, target.year);
  const plan = planRoster(rows, {
    pupils: [...known.values()].map(({ pupil }) => pupil),
    holders: await findHolders(db, rows),
    placed: pupils.map(asPlaced),
    confirmed: new Set(target.identities),
  });
  const next = new Map(plan.update.map(({ pupil, row }) => [pupil.id, studentRow(pupil.id, row)]));
  const stored = [...known.values()].map(({ student }) => student);
  const altered = await listAltered(db, stored, next);
  const left = plan.update.flatMap(({ pupil }) => (pupil.enrolment === null ? [] : [pupil.enrolment.class]));
  const days = judgeStatusDays(rows, target.year, today);
  const found = [
    ...errors,
    ...ruleErrors(rows, target),
    ...birthErrors(rows, target),
    ...days.errors,
    ...(errors.length > 0 ? [] : unlistedErrors(rows, target)),
    ...choiceErrors,
    ...plan.errors,
    ...alteredErrors(rows, known, altered, target),
  ];
  return {
    rows,
    plan,
    newClasses,
    classes: [...new Set([...inFile, ...left])],
    known,
    pupils,
    altered,
    errors: found,
    notes: reading.notes,
    account: found.length > 0 ? undefined : accountForRoster(sheets, reading, plan),
    warnings: [
      ...reading.warnings,
      ...plan.warnings,
      ...days.warnings,
      ...doubtsOfRoster(rows, pupils.map(asPerson), target.year),
    ],
  };
};

const studentRow = (id: string, row: RosterRow): StudentRow => ({
  id,
  code: row.code,
  personal_id: row.personalId,
  name: row.name,
  sort_key: sortKey(row.name),
  search_key: searchKey(row.name),
  birth_date: row.birthDate,
  sex: row.sex,
  ethnicity: row.ethnicity,
});

const enrolmentRow = (
  target: RosterTarget,
  id: string,
  row: PlannedRow,
  known?: EnrolmentRow,
): EnrolmentRow => ({
  school: target.school,
  year: target.year,
  student: id,
  class: row.class,
  position: row.position,
  status: row.status,
  joined_on: row.joinedOn,
  left_on: row.leftOn,
  exempt: known?.exempt ?? [],
  not_assessed: known?.not_assessed ?? false,
  not_taken: row.notTaken === null ? (known?.not_taken ?? null) : [...row.notTaken],
});

const classWrites = (target: RosterTarget, code: ClassCode, rows: readonly PlannedRow[]): Write[] => {
  const { school, year } = target;
  return insertClass(
    { school, year, code, grade: gradeOfClass(code) },
    subjectsOfNewClass(target, code, rows),
  );
};

/** Pupils whom the list leaves out make room for those whom it names. */
const placeWrites = ({ missing }: RosterPlan, pupils: readonly Enrolled[]): Write[] => {
  const rows = new Map(pupils.map(({ student, enrolment }) => [student.id, enrolment]));
  return missing.flatMap(({ id, position }) => {
    const row = rows.get(id);
    return row === undefined || row.position === position ? [] : [updateEnrolment({ ...row, position })];
  });
};

/**
 * The writes of a pupil list: new classes with the subjects of their grade, new pupils under our own ids, changed
 * details and enrolments. Pupils of the class who are not in the file stay as they are. All of it or, when somebody
 * changed the same pupils meanwhile, nothing (WRITE_CONFLICT, DUPLICATE). Beside them the pupils as they are written, or
 * confirmed as they stand.
 */
export const rosterWrites = (
  target: RosterTarget,
  { rows, plan, newClasses, known, pupils, altered }: RosterImport,
): { readonly writes: Write[]; readonly pupils: readonly StudentRow[] } => {
  const created = plan.create.map((row) => ({ id: newStudentId(), row }));
  const made = created.map(({ id, row }) => studentRow(id, row));
  const changed = plan.update.map(({ pupil, row }) => studentRow(pupil.id, row));
  const updated = plan.update.flatMap(({ row }) => {
    const before = known.get(row.code);
    if (before === undefined) return [];
    const { student, enrolment } = before;
    return [
      updateStudent(studentRow(student.id, row)),
      ...(enrolment === undefined || enrolment.class === row.class
        ? []
        : leaveClass(
            { school: target.school, year: target.year, student: student.id, class: enrolment.class },
            row.class,
          )),
      ...(enrolment === undefined
        ? insertEnrolments([enrolmentRow(target, student.id, row)])
        : [updateEnrolment(enrolmentRow(target, student.id, row, enrolment))]),
    ];
  });
  const writes = [
    ...newClasses.flatMap((code) => classWrites(target, code, rows)),
    ...insertStudents(made),
    ...insertEnrolments(created.map(({ id, row }) => enrolmentRow(target, id, row))),
    ...updated,
    ...placeWrites(plan, pupils),
  ];
  const confirmed = altered.filter(({ id }) => !changed.some((row) => row.id === id));
  return { writes, pupils: [...made, ...changed, ...confirmed] };
};

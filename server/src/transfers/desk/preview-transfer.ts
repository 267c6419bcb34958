import { deadlineOf } from '@hocba/shared/calendar/deadline';
import type { BodyOf, ResponseOf } from '@hocba/shared/contract/endpoint';
import type { previewTransfer as contract } from '@hocba/shared/contract/transfers/endpoints';
import type { SubjectMatch } from '@hocba/shared/contract/transfers/transfer';
import { openKeyOf } from '@hocba/shared/lifecycle/transfer/decide-transfer';
import { workingDaysOf } from '@hocba/shared/lifecycle/transfer/transfer-clock';
import type { ArrivingSheet } from '@hocba/shared/record/arrival';
import { sheetColumnsOf } from '@hocba/shared/regulations/sheet-rules';
import { findSubject, gradeOfClass } from '@hocba/shared/school/curriculum/subjects-of-grade';
import {
  type ClassCode,
  type Instant,
  type SchoolCode,
  type SubjectCode,
  sheetParts,
} from '@hocba/shared/school/identifiers';
import type { Caller } from '../../people/caller.ts';
import type { Db } from '../../storage/engine/db.ts';
import { findOpenDossier } from '../../storage/queries/dossiers/dossiers.ts';
import {
  type ClassSubjectRow,
  type EnrolmentRow,
  findSchool,
  listClassSubjects,
} from '../../storage/queries/schools/schools.ts';
import { otherLanguages } from '../marks/released-marks.ts';
import { readRunningYear } from '../marks/running-year.ts';
import { lookedUp, scopeOf } from '../request-transfer.ts';
import type { TransferServices } from '../services.ts';
import { requireFit } from '../target-class.ts';
import { objectUntilOf } from '../who-decides.ts';
import { schoolMember } from './transfer-entry.ts';

const marksIn = ({ cells }: ArrivingSheet): number =>
  Object.values(cells).filter(([value]) => value !== null).length;

/** Marks that the new class asks for in the terms that the old school has closed, and that the pupil does not have. */
const missingIn = (
  sheets: readonly ArrivingSheet[],
  subject: ClassSubjectRow | undefined,
  year: BodyOf<typeof contract>['year'],
): number =>
  sheets
    .filter(({ closing }) => closing !== null)
    .reduce((sum, sheet) => {
      if (subject === undefined) return sum;
      const { class: code, subject: taught, term } = sheetParts(sheet.sheet);
      const place = {
        grade: gradeOfClass(code),
        year,
        subject: taught,
        term,
        regularMarks: subject.regular_marks,
      };
      return sum + Math.max(0, sheetColumnsOf(place).length - marksIn(sheet));
    }, 0);

/** Subject by subject, what becomes of the running year in the new class. */
const matchSubjects = async (
  db: Db,
  current: EnrolmentRow,
  school: SchoolCode,
  target: Pick<BodyOf<typeof contract>, 'year' | 'class'>,
): Promise<SubjectMatch[]> => {
  const old = await listClassSubjects(db, current.school, current.year, current.class);
  const next = await listClassSubjects(db, school, target.year, target.class);
  const { sheets } = await readRunningYear(db, current);
  const from = { school: current.school, year: current.year, class: current.class as ClassCode };
  const others = await otherLanguages(db, from, { ...target, school });
  const there = new Map(next.map((row) => [row.subject, row]));
  const matchOf = (subject: string): SubjectMatch['match'] => {
    if (!there.has(subject)) return 'kept';
    return others.has(subject) ? 'other-language' : 'same';
  };
  const nameOf = (subject: string): string =>
    findSubject(subject as SubjectCode, gradeOfClass(target.class))?.vi ?? subject;
  const isRunning = target.year === current.year;
  const had = old.map(({ subject }): SubjectMatch => {
    const own = sheets.filter(({ sheet }) => sheetParts(sheet).subject === subject);
    return {
      subject: subject as SubjectCode,
      name: nameOf(subject),
      match: matchOf(subject),
      marks: own.reduce((sum, sheet) => sum + marksIn(sheet), 0),
      missing: isRunning ? missingIn(own, there.get(subject), target.year) : 0,
    };
  });
  const known = new Set(old.map(({ subject }) => subject));
  const begun = next
    .filter(({ subject }) => !known.has(subject))
    .map(
      ({ subject }): SubjectMatch => ({
        ...{ subject: subject as SubjectCode, name: nameOf(subject) },
        ...{ match: 'new', marks: 0, missing: 0 },
      }),
    );
  return [...had, ...begun];
};

/**
 * What a transfer of a looked-up pupil into a class would mean: subjects, marks that would be missing, due time. Nothing
 * is written or sent. Throws as `requestTransfer` does, but for a request that is open elsewhere, which it says.
 */
export const previewTransfer = async (
  { db, waitHours }: Pick<TransferServices, 'db' | 'waitHours'>,
  caller: Caller,
  { grant, ...target }: BodyOf<typeof contract>,
  now: Instant,
): Promise<ResponseOf<typeof contract>> => {
  const { student, current } = await lookedUp(db, caller, grant, now);
  const school = caller.school as SchoolCode;
  await requireFit(db, school, target, current);
  const scope = await scopeOf(db, current?.school, school);
  const workingDays = workingDaysOf('decision', scope);
  const objectUntil = await objectUntilOf(db, { student, receiver: school, waitHours }, now);
  const from = current === undefined ? undefined : await findSchool(db, current.school);
  const key = openKeyOf({ state: 'submitted' }, student) ?? '';
  return {
    from: from === undefined ? null : schoolMember(from),
    fromClass: (current?.class as ClassCode | undefined) ?? null,
    due: deadlineOf(objectUntil ?? now, workingDays).due,
    workingDays,
    objectUntil,
    isOpenElsewhere: (await findOpenDossier(db, key)) !== undefined,
    subjects: current === undefined ? [] : await matchSubjects(db, current, school, target),
  };
};

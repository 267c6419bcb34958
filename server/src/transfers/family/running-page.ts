import type { RunningPage, RunningSheet } from '@hocba/shared/contract/family/running/running-year';
import { RegistryError } from '@hocba/shared/problems';
import type { ArrivingSheet } from '@hocba/shared/record/arrival';
import { formatSheetCell, sheetColumnsOf } from '@hocba/shared/regulations/sheet-rules';
import { gradeOfClass, inOrderOfGrade } from '@hocba/shared/school/curriculum/subjects-of-grade';
import { HOMEROOM, type SchoolYear, type StudentId, sheetParts } from '@hocba/shared/school/identifiers';
import type { GuardianCaller } from '../../guardians/accounts/guardian-session.ts';
import { requireLink } from '../../guardians/links/guardian-link.ts';
import { noteRead } from '../../guardians/pages/child-pages.ts';
import { frameOf } from '../../guardians/pages/frame.ts';
import { listSignedYears } from '../../guardians/pages/signed-records.ts';
import type { Caller } from '../../people/caller.ts';
import type { Db } from '../../storage/engine/db.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import { findSetting, putSetting } from '../../storage/queries/settings.ts';
import { currentEnrolment, isYearFinal, readRunningYear } from '../marks/running-year.ts';
import type { FamilyTransferServices } from './family-transfer.ts';

const settingOf = (school: string): string => `families-see-running-year:${school}`;

/** Whether a school lets families see the marks of the running year; it does not until its head says so. */
export const showsRunningYear = async (db: Db, school: string): Promise<boolean> =>
  (await findSetting(db, settingOf(school))) === 'yes';

/** Lets families see the marks of the running year of the caller's school, or not any more, with the next request. */
export const setShowsRunningYear = async (
  { db, clock }: FamilyTransferServices,
  { account, school }: Caller,
  isShown: boolean,
): Promise<void> => {
  const act = { at: clock(), actor: account, action: 'school.running-year-set', student: null };
  await db.commit([
    putSetting(settingOf(school ?? ''), isShown ? 'yes' : 'no'),
    appendAudit({ ...act, detail: { school, isShown } }),
  ]);
};

/** The marks of a sheet in the order of the sheet; a cell that two people entered differently is left out until one stands. */
const sheetOf = (year: SchoolYear, { sheet, cells, contested, closing }: ArrivingSheet): RunningSheet[] => {
  const { class: code, subject, term } = sheetParts(sheet);
  if (subject === HOMEROOM) return [];
  const place = { grade: gradeOfClass(code), year, subject, term, regularMarks: 0 };
  // Regular marks that are more than the class has agreed on stand too, so the order comes from a sheet with all of them.
  const order: readonly string[] = sheetColumnsOf({ ...place, regularMarks: 10 });
  const open = new Set(contested.map(({ column }) => column as string));
  const shown = Object.entries(cells)
    .filter(([column, [value]]) => value !== null && !open.has(column))
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  if (shown.length === 0) return [];
  return [
    {
      subject,
      term,
      isClosed: closing !== null,
      cells: shown.map(([column, [value]]) => ({
        column: column as RunningSheet['cells'][number]['column'],
        text: formatSheetCell(place, column as RunningSheet['cells'][number]['column'], value),
      })),
    },
  ];
};

const runningOf = async (db: Db, student: StudentId): Promise<RunningPage['running']> => {
  const enrolment = await currentEnrolment(db, student);
  if (enrolment === undefined || !(await showsRunningYear(db, enrolment.school))) return null;
  if (await isYearFinal(db, enrolment)) return null;
  const { year, class: name, sheets } = await readRunningYear(db, enrolment);
  const shown = sheets.flatMap((sheet) => sheetOf(year, sheet));
  return { year, class: name, sheets: inOrderOfGrade(shown, gradeOfClass(name)) };
};

/** Whether the page of the running year has something to show to this guardian. */
export const hasRunningYear = async (
  { db, clock }: FamilyTransferServices,
  caller: GuardianCaller,
  student: StudentId,
): Promise<boolean> => {
  const seen = await requireLink(db, caller.id, { student, right: 'see', now: clock() }).catch((error) => {
    if (error instanceof RegistryError) return undefined;
    throw error;
  });
  const enrolment = seen && (await currentEnrolment(db, student));
  return enrolment !== undefined && (await showsRunningYear(db, enrolment.school));
};

/** The page of a child's running year. Throws NOT_FOUND for a child that the caller does not see whole. */
export const readRunningPage = async (
  { db, clock }: FamilyTransferServices,
  caller: GuardianCaller,
  student: StudentId,
): Promise<RunningPage> => {
  const now = clock();
  await requireLink(db, caller.id, { student, right: 'see', now });
  const frame = await frameOf(db, caller, student, now);
  if (frame === null) throw new RegistryError('NOT_FOUND');
  await noteRead(db, caller, student, now);
  const newestYear = (await listSignedYears(db, student))[0] ?? null;
  return { page: 'running', frame, newestYear, running: await runningOf(db, student) };
};

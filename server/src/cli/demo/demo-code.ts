import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant, SchoolCode, StudentCode } from '@hocba/shared/school/identifiers';
import { type CodeServices, hashOf, issueCode } from '../../guardians/consent-code.ts';
import type { Caller } from '../../people/caller.ts';
import { listOpenConsentCodes } from '../../storage/queries/consents.ts';
import { findStudentByCode, listEnrolmentsOf } from '../../storage/queries/schools/schools.ts';

/** The account that issues the code of a demo, about which invented pupil, for which school. */
interface CodeWish {
  readonly clerk: Caller;
  readonly studentCode: StudentCode;
  readonly school: SchoolCode;
}

const isOpen = async (
  { db, pepper }: CodeServices,
  { studentCode, school }: CodeWish,
  code: string,
  now: Instant,
): Promise<boolean> => {
  const student = await findStudentByCode(db, studentCode);
  if (student === undefined) return false;
  const hash = hashOf(pepper, student.id, school, code).toString('hex');
  return (await listOpenConsentCodes(db, student.id, school, now)).some((row) => row.hash === hash);
};

const studiesAt = async ({ db }: CodeServices, { clerk, studentCode }: CodeWish): Promise<boolean> => {
  const student = await findStudentByCode(db, studentCode);
  const enrolments = student === undefined ? [] : await listEnrolmentsOf(db, student.id);
  return enrolments.find(({ status }) => status === 'studying')?.school === clerk.school;
};

/**
 * The code that the demo of this folder printed before, while it can still be used; otherwise another. Issuing ends every
 * code before it, so a restart would make the one on somebody's paper useless.
 */
export const printedCode = async (
  services: CodeServices,
  folder: string,
  wish: CodeWish,
  now: Instant,
): Promise<string> => {
  const path = join(folder, 'one-time-code');
  const before = existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
  if (before !== '' && (await isOpen(services, wish, before, now))) return before;
  const { studentCode, school } = wish;
  // A pupil who was transferred in the demo has a new school; the code of before has done its work and is shown again.
  if (before !== '' && !(await studiesAt(services, wish))) return before;
  const { code } = await issueCode(services, wish.clerk, { studentCode, school }, now);
  writeFileSync(path, `${code}\n`, { mode: 0o600 });
  return code;
};

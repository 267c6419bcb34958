import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant, SchoolCode, StudentCode } from '@hocba/shared/school/identifiers';
import { type CodeServices, hashOf, issueCode } from '../../guardians/consent-code.ts';
import type { Caller } from '../../people/caller.ts';
import { listOpenConsentCodes } from '../../storage/queries/consents.ts';
import { findStudentByCode } from '../../storage/queries/schools/schools.ts';

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
  const { code } = await issueCode(services, wish.clerk, { studentCode, school }, now);
  writeFileSync(path, `${code}\n`, { mode: 0o600 });
  return code;
};

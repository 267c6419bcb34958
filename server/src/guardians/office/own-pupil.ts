import { RegistryError } from '@hocba/shared/problems';
import type { Instant, SchoolCode } from '@hocba/shared/school/identifiers';
import { readRemark } from '@hocba/shared/text/remark';
import type { Caller } from '../../people/caller.ts';
import type { Db } from '../../storage/engine/db.ts';
import { type GuardianLinkRow, listLinksTo } from '../../storage/queries/guardians/guardian-links.ts';
import { findStudent, listEnrolmentsOf, type StudentRow } from '../../storage/queries/schools/schools.ts';
import { isSealedLink } from '../links/link-seal.ts';

/** The needs of the office's acts on guardians. */
export interface OfficeServices {
  readonly db: Db;
  readonly pepper: Uint8Array;
  readonly clock: () => Instant;
}

/** An account of a school's office. */
export type OfficeCaller = Caller & { readonly school: SchoolCode };

/** A pupil of the own school, and the account of its office. */
interface OwnPupil {
  readonly student: StudentRow;
  readonly caller: OfficeCaller;
}

/** The pupil, when the pupil studies in the caller's school now; undefined for all others. */
export const findOwnPupil = async (db: Db, caller: Caller, id: string): Promise<OwnPupil | undefined> => {
  const [student, enrolments] = [await findStudent(db, id), await listEnrolmentsOf(db, id)];
  const present = enrolments.find(({ status }) => status === 'studying');
  const { school } = caller;
  if (student === undefined || school === null || present?.school !== school) return undefined;
  return { student, caller: { ...caller, school } };
};

/**
 * The pupil, when the pupil studies in the caller's school now. Throws NOT_FOUND alike for a pupil of another school and
 * for one whom no school has.
 */
export const requireOwnPupil = async (db: Db, caller: Caller, id: string): Promise<OwnPupil> => {
  const own = await findOwnPupil(db, caller, id);
  if (own === undefined) throw new RegistryError('NOT_FOUND');
  return own;
};

/** A link to the pupil that has not ended. Throws NOT_FOUND also for a row that this registry did not write. */
export const requireOpenLink = async (db: Db, student: string, link: string): Promise<GuardianLinkRow> => {
  const row = (await listLinksTo(db, student)).find(({ id }) => id === link);
  if (row === undefined || row.ended_at !== null || !isSealedLink(db, row)) {
    throw new RegistryError('NOT_FOUND');
  }
  return row;
};

/** A note of the office as it is stored. Throws the fault of the text, or REASON_MISSING. */
export const noteOf = (typed: string): string => {
  const read = readRemark(typed);
  if ('fault' in read) throw new RegistryError(read.fault.code);
  if (read.value === '') throw new RegistryError('REASON_MISSING');
  return read.value;
};

import type { BodyOf } from '@hocba/shared/contract/endpoint';
import type { GuardianSlip, issueGuardianSlip } from '@hocba/shared/contract/family/office';
import { endOf } from '@hocba/shared/lifecycle/restriction';
import { RegistryError } from '@hocba/shared/problems';
import type { GuardianId } from '@hocba/shared/school/guardians';
import type { StudentCode, StudentId } from '@hocba/shared/school/identifiers';
import type { Caller } from '../../people/caller.ts';
import { findGuardian } from '../../storage/queries/guardians/guardian-accounts.ts';
import type { StudentRow } from '../../storage/queries/schools/schools.ts';
import { makeSlips, type SlipWish } from '../links/link-code.ts';
import type { LinkOfPupil } from './change-link.ts';
import { noteOf, type OfficeServices, requireOpenLink, requireOwnPupil } from './own-pupil.ts';

const makeOne = async (
  { db, pepper, clock }: OfficeServices,
  caller: Caller,
  student: StudentRow,
  wish: Omit<SlipWish, 'student'>,
): Promise<GuardianSlip> => {
  const wishes = [{ ...wish, student: student.id as StudentId }];
  const [slip] = await makeSlips({ db, pepper }, caller, wishes, clock());
  if (slip === undefined) throw new Error('no slip was made');
  const { code, expiresAt } = slip;
  return { code, studentCode: student.code as StudentCode, name: student.name, expiresAt };
};

/**
 * A slip for one guardian of a pupil of the caller's school, with the paper that the office has seen. A deputy's link ends
 * with the given day. Throws NOT_FOUND, DEPUTY_WITHOUT_END, DATE_OVER, and the fault of the evidence.
 */
export const makeGuardianSlip = async (
  services: OfficeServices,
  caller: Caller,
  id: StudentId,
  { relation, evidence, until }: BodyOf<typeof issueGuardianSlip>,
): Promise<GuardianSlip> => {
  const { student } = await requireOwnPupil(services.db, caller, id);
  if (relation === 'deputy' && until === null) throw new RegistryError('DEPUTY_WITHOUT_END');
  const validUntil = until === null ? null : endOf(until);
  if (validUntil !== null && validUntil <= services.clock()) throw new RegistryError('DATE_OVER');
  const wish = { relation, evidence: noteOf(evidence), validUntil, guardian: null };
  return makeOne(services, caller, student, wish);
};

/** A slip by which a known guardian gives the account a new phone and PIN, in person at the school. Throws NOT_FOUND. */
export const makeRenewal = async (
  services: OfficeServices,
  caller: Caller,
  { student: id, link }: LinkOfPupil,
): Promise<GuardianSlip> => {
  const { student } = await requireOwnPupil(services.db, caller, id);
  const { guardian } = await requireOpenLink(services.db, id, link);
  const account = await findGuardian(services.db, guardian);
  if (account === undefined || account.disabled) throw new RegistryError('NOT_FOUND');
  return makeOne(services, caller, student, {
    relation: null,
    evidence: null,
    validUntil: null,
    guardian: guardian as GuardianId,
  });
};

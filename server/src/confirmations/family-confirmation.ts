import type { EnrolmentPage } from '@hocba/shared/contract/enrolment/confirmation';
import { RegistryError } from '@hocba/shared/problems';
import type { StudentId } from '@hocba/shared/school/identifiers';
import type { GuardianCaller } from '../guardians/accounts/guardian-session.ts';
import { requireLink } from '../guardians/links/guardian-link.ts';
import { frameOf } from '../guardians/pages/frame.ts';
import { listSignedYears } from '../guardians/pages/signed-records.ts';
import { decideAgain } from '../storage/engine/retry.ts';
import { type ConfirmationServices, findConfirmation, signConfirmation } from './confirm.ts';

/** The needs of a family's confirmations: the address of the public check stands in the QR code. */
export interface FamilyConfirmationServices extends ConfirmationServices {
  readonly publicUrl: string;
}

/**
 * The page of a child's confirmation. It names school and class, so that a guardian under an order that hides them has
 * none. Throws NOT_FOUND for a child that the caller does not see whole.
 */
export const readEnrolmentPage = async (
  services: FamilyConfirmationServices,
  caller: GuardianCaller,
  student: StudentId,
): Promise<EnrolmentPage> => {
  const { db, clock, publicUrl } = services;
  const now = clock();
  const { rights } = await requireLink(db, caller.id, { student, right: 'see', now });
  const frame = await frameOf(db, caller, student, now);
  if (frame === null) throw new RegistryError('NOT_FOUND');
  const confirmation = await findConfirmation(services, student, now);
  return {
    page: 'enrolment',
    frame,
    confirmation: confirmation ?? null,
    address: confirmation === undefined ? '' : `${publicUrl}/verify#${confirmation.jws}`,
    mayAsk: rights.ask,
    newestYear: (await listSignedYears(db, student))[0] ?? null,
    problem: null,
  };
};

/** Signs a confirmation for a guardian who may ask for the child. Throws NOT_FOUND, and as `signConfirmation` does. */
export const askForConfirmation = (
  services: FamilyConfirmationServices,
  caller: GuardianCaller,
  student: StudentId,
): Promise<void> =>
  decideAgain(async () => {
    await requireLink(services.db, caller.id, { student, right: 'ask', now: services.clock() });
    await signConfirmation(services, { student, school: null, actor: `guardian:${caller.id}` });
  });

/** The signed text that the page shows. Throws NOT_FOUND also where there is none. */
export const readConfirmationFile = async (
  services: FamilyConfirmationServices,
  caller: GuardianCaller,
  student: StudentId,
): Promise<string> => {
  const now = services.clock();
  await requireLink(services.db, caller.id, { student, right: 'see', now });
  const confirmation = await findConfirmation(services, student, now);
  if (confirmation === undefined) throw new RegistryError('NOT_FOUND');
  return confirmation.jws;
};

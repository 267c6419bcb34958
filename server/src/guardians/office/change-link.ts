import type { BodyOf } from '@hocba/shared/contract/endpoint';
import type { setGuardianRights } from '@hocba/shared/contract/family/office';
import type { StudentId } from '@hocba/shared/school/identifiers';
import type { Caller } from '../../people/caller.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import { type GuardianLinkRow, updateGuardianLink } from '../../storage/queries/guardians/guardian-links.ts';
import { sealLink } from '../links/link-seal.ts';
import { noteOf, type OfficeServices, requireOpenLink, requireOwnPupil } from './own-pupil.ts';

/** A link to a pupil, by the ids of an address. */
export interface LinkOfPupil {
  readonly student: StudentId;
  readonly link: string;
}

const change = (
  { db, clock }: OfficeServices,
  caller: Caller,
  { student, link }: LinkOfPupil,
  act: {
    readonly action: 'guardian.ended' | 'guardian.rights-set';
    readonly columns: Partial<Omit<GuardianLinkRow, 'seal'>>;
    readonly detail: Readonly<Record<string, unknown>>;
  },
): Promise<void> =>
  decideAgain(async () => {
    await requireOwnPupil(db, caller, student);
    const row = await requireOpenLink(db, student, link);
    const { seal: _, ...columns } = row;
    const changed = sealLink(db, { ...columns, ...act.columns, version: row.version + 1 });
    await db.commit([
      updateGuardianLink(row, changed),
      appendAudit({
        at: clock(),
        actor: caller.account,
        action: act.action,
        student,
        detail: { link, guardian: row.guardian, ...act.detail },
      }),
    ]);
  });

/** Ends a guardian's link to a pupil of the caller's school. Throws NOT_FOUND, and the fault of the reason. */
export const endLink = async (
  services: OfficeServices,
  caller: Caller,
  of: LinkOfPupil,
  reason: string,
): Promise<void> => {
  const detail = { reason: noteOf(reason) };
  await change(services, caller, of, {
    action: 'guardian.ended',
    columns: { ended_at: services.clock() },
    detail,
  });
};

/**
 * Sets what a guardian may do for a pupil of the caller's school, by a paper that the office has seen; an order still takes
 * from it. Throws NOT_FOUND, and the fault of the evidence.
 */
export const setRights = async (
  services: OfficeServices,
  caller: Caller,
  of: LinkOfPupil,
  { rights, evidence }: BodyOf<typeof setGuardianRights>,
): Promise<void> => {
  const { see, ask, decide, messages } = rights;
  const seen = noteOf(evidence);
  await change(services, caller, of, {
    action: 'guardian.rights-set',
    columns: { may_see: see, may_ask: ask, may_decide: decide, gets_messages: messages },
    detail: { see, ask, decide, messages, evidence: seen },
  });
};

import { verifyConfirmation } from '@hocba/shared/credential/enrolment/verify-confirmation';
import { openListOfAnyAge } from '@hocba/shared/credential/trust/open-trust';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { Db } from '../storage/engine/db.ts';
import { readConfirmations } from '../storage/queries/enrolment/confirmations.ts';

/** Confirmations that do not verify, or that say otherwise than their row. One that has run out is whole. */
export const checkConfirmations = async (db: Db, trustList: string, now: Instant): Promise<string[]> => {
  const trust = await openListOfAnyAge(trustList);
  const faults: string[] = [];
  for await (const page of readConfirmations(db)) {
    for (const row of page) {
      const { verdict, steps, payload } = await verifyConfirmation(row.jws, trust, now);
      const failed = steps.at(-1)?.code ?? verdict;
      // Nobody can tell any more who signed with that key, and a doctor could do nothing about it.
      if (failed === 'KEY_COMPROMISED') continue;
      const isOwn =
        payload?.id === `urn:uuid:${row.id}` &&
        payload.validUntil === row.valid_until &&
        payload.credentialSubject.school.code === row.school;
      if (verdict !== 'VALID' && verdict !== 'EXPIRED')
        faults.push(`signed confirmation ${row.id}: ${failed}`);
      else if (!isOwn) faults.push(`signed confirmation ${row.id} is not what its row says`);
    }
  }
  return faults;
};

import { openListOfAnyAge } from '@hocba/shared/credential/trust/open-trust';
import { verifyAgainst } from '@hocba/shared/credential/verify/verify';
import type { Instant } from '@hocba/shared/school/identifiers';
import { fitsPayload } from '../records/fits-payload.ts';
import type { Db } from '../storage/engine/db.ts';
import { type CredentialRow, listCredentialsAfter } from '../storage/queries/credentials.ts';

const PAGE = 200;

/**
 * What came of reading every signed record again; `faults` names each that does not hold by its id and the
 * code of the check.
 */
export interface CredentialCheck {
  /**
   * Of keys that the trust list calls compromised: nobody can tell any more, and they must not keep the rest
   * from coming back.
   */
  readonly compromised: number;
  readonly faults: readonly string[];
}

/**
 * Verifies every signed record of a database against a trust list and against the row it is kept in. A list that has
 * expired still says which keys signed: a copy must come back on the day on which nobody renewed the list.
 */
export const checkCredentials = async (db: Db, trustList: string, now: Instant): Promise<CredentialCheck> => {
  const trust = await openListOfAnyAge(trustList);
  const codeOf = async (row: CredentialRow): Promise<string | undefined> => {
    const { verdict, steps, payload } = await verifyAgainst(row.jws, trust, now, fitsPayload);
    // Whether a record was revoked may stay unknown here; whether its key and signature are good may not.
    if (verdict !== 'VALID') return steps.at(-1)?.code ?? verdict;
    const { id, sub, credentialSubject } = payload ?? {};
    const own = id === `urn:uuid:${row.id}` && credentialSubject?.revision === row.revision;
    return own && sub === credentialSubject.id ? undefined : 'OTHER_RECORD';
  };
  const faults: string[] = [];
  let compromised = 0;
  let page: CredentialRow[] = [];
  do {
    page = await listCredentialsAfter(db, page.at(-1)?.id ?? '', PAGE);
    for (const row of page) {
      const code = await codeOf(row);
      if (code === 'KEY_COMPROMISED') compromised += 1;
      else if (code !== undefined) faults.push(`signed record ${row.id}: ${code}`);
    }
  } while (page.length === PAGE);
  return { compromised, faults };
};

import type { JwsKind } from '@hocba/shared/credential/jws/kinds';
import type { Verdict } from '@hocba/shared/credential/verify/verdict';
import { RegistryError } from '@hocba/shared/problems';
import { ISSUE_JOB } from '../../records/issue-lane.ts';
import type { Db } from '../../storage/engine/db.ts';
import { findHalt } from '../../storage/queries/work/halts.ts';
import { type KeyRing, requireKeyOfTime } from '../keys/key-ring.ts';

/** The needs of a signature in a request. */
export interface SigningServices {
  readonly db: Db;
  readonly keyRing: KeyRing;
}

/** A text to be signed: its payload, its kind, its time in seconds, and the public check that it must pass. */
export interface Unchecked {
  readonly payload: object;
  readonly kind: JwsKind;
  readonly iat: number;
  readonly verify: (jws: string) => Promise<Pick<Verdict, 'verdict' | 'steps'>>;
}

/**
 * Signs a document and verifies it as any reader would, before anything is stored. Throws ISSUING_STOPPED while signing is
 * halted, RECORD_NOT_SIGNABLE when the key is not of this time, and SELF_CHECK_FAILED when the text does not verify.
 */
export const signChecked = async (
  { db, keyRing }: SigningServices,
  { payload, kind, iat, verify }: Unchecked,
): Promise<string> => {
  const halt = await findHalt(db, ISSUE_JOB);
  if (halt !== undefined) throw new RegistryError('ISSUING_STOPPED', halt.why);
  requireKeyOfTime(keyRing, iat);
  const jws = await keyRing.signer.sign(JSON.stringify(payload), kind);
  const { verdict, steps } = await verify(jws);
  if (verdict !== 'VALID') {
    const code = steps.find(({ outcome }) => outcome !== 'ok')?.code ?? verdict;
    throw new RegistryError('SELF_CHECK_FAILED', `own document does not verify: ${code}`);
  }
  return jws;
};

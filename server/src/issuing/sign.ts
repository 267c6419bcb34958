import { verifyAgainst } from '@hocba/shared/credential/verify/verify';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant } from '@hocba/shared/school/identifiers';
import { fitsPayload } from '../records/fits-payload.ts';
import type { IntentRow } from '../storage/queries/intents.ts';
import type { KeyRing } from './keys/key-ring.ts';
import { type SigningPermit, usePermit } from './prepare.ts';

/** A signed intent; nobody has seen it yet. */
export interface Signed {
  readonly intent: IntentRow;
  readonly credentialId: string;
  readonly jws: string;
}

/** Signs exactly the frozen text of a permit, once; throws on the permit's second use. */
export const sign = async (permit: SigningPermit, ring: KeyRing): Promise<Signed> => {
  const intent = usePermit(permit);
  return { intent, credentialId: intent.id, jws: await ring.signer.sign(intent.payload) };
};

/**
 * Verifies the registry's own signature as any reader would, and that it is over the frozen text. A failure is
 * SELF_CHECK_FAILED, which halts issuing: trying again would only make more of what nobody understands.
 */
export const checkOwn = async ({ intent, jws }: Signed, ring: KeyRing, now: Instant): Promise<void> => {
  const { verdict, steps } = await verifyAgainst(jws, ring.trust, now, fitsPayload);
  const text = Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8');
  if (verdict === 'VALID' && text === intent.payload) return;
  const code = steps.find(({ outcome }) => outcome !== 'ok')?.code ?? verdict;
  throw new RegistryError('SELF_CHECK_FAILED', `own signature does not verify: ${code}`);
};

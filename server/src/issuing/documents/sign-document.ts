import { randomUUID } from 'node:crypto';
import { TRANSFER_JWS } from '@hocba/shared/credential/jws/kinds';
import { VC_CONTEXT } from '@hocba/shared/credential/payload/payload';
import {
  TRANSFER_TYPE,
  TRANSFER_VOCABULARY,
  type TransferPayload,
  type TransferSubject,
} from '@hocba/shared/credential/transfer/document';
import { verifyDocument } from '@hocba/shared/credential/transfer/verify-document';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant } from '@hocba/shared/school/identifiers';
import { ISSUE_JOB } from '../../records/issue-lane.ts';
import type { Db } from '../../storage/engine/db.ts';
import { findHalt } from '../../storage/queries/work/halts.ts';
import { type KeyRing, requireKeyOfTime } from '../keys/key-ring.ts';

/** A text without its name: the name is given when it is signed. */
export type Unsigned<Subject> = Subject extends unknown ? Omit<Subject, 'id'> : never;

/** A signed document that nobody has seen yet. */
export interface SignedDocument {
  readonly id: string;
  readonly kind: TransferSubject['kind'];
  readonly kid: string;
  readonly jws: string;
}

const ISSUER_NAME = 'Hệ thống học bạ số';

const payloadOf = (
  subject: Unsigned<TransferSubject>,
  id: string,
  issuer: string,
  now: Instant,
): TransferPayload => {
  const seconds = Math.floor(Date.parse(now) / 1000);
  const sub = `urn:uuid:${randomUUID()}`;
  return {
    '@context': [VC_CONTEXT, { '@vocab': TRANSFER_VOCABULARY }],
    id: `urn:uuid:${id}`,
    type: ['VerifiableCredential', TRANSFER_TYPE],
    issuer: { id: issuer, name: ISSUER_NAME },
    validFrom: now,
    credentialSubject: { ...subject, id: sub } as TransferSubject,
    iss: issuer,
    sub,
    jti: `urn:uuid:${id}`,
    iat: seconds,
    nbf: seconds,
  };
};

/**
 * Signs a decision, summary or receipt of a transfer and verifies it as any reader would, before anything is stored.
 * Throws ISSUING_STOPPED while signing is halted, RECORD_NOT_SIGNABLE when the key is not of this time, and
 * SELF_CHECK_FAILED when the text does not verify.
 */
export const signDocument = async (
  { db, keyRing }: { readonly db: Db; readonly keyRing: KeyRing },
  subject: Unsigned<TransferSubject>,
  now: Instant,
): Promise<SignedDocument> => {
  const halt = await findHalt(db, ISSUE_JOB);
  if (halt !== undefined) throw new RegistryError('ISSUING_STOPPED', halt.why);
  const id = randomUUID();
  const payload = payloadOf(subject, id, keyRing.issuer, now);
  requireKeyOfTime(keyRing, payload.iat);
  const text = JSON.stringify(payload);
  const jws = await keyRing.signer.sign(text, TRANSFER_JWS);
  const { verdict, steps } = await verifyDocument(jws, keyRing.trust, now);
  if (verdict !== 'VALID') {
    const code = steps.find(({ outcome }) => outcome !== 'ok')?.code ?? verdict;
    throw new RegistryError('SELF_CHECK_FAILED', `own document does not verify: ${code}`);
  }
  return { id, kind: subject.kind, kid: keyRing.signer.kid, jws };
};

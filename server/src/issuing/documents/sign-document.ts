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
import type { Instant } from '@hocba/shared/school/identifiers';
import { type SigningServices, signChecked } from './sign-checked.ts';

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

/** Signs a decision, summary, receipt or letter of a transfer. Throws as `signChecked` does. */
export const signDocument = async (
  services: SigningServices,
  subject: Unsigned<TransferSubject>,
  now: Instant,
): Promise<SignedDocument> => {
  const { keyRing } = services;
  const id = randomUUID();
  const payload = payloadOf(subject, id, keyRing.issuer, now);
  const jws = await signChecked(services, {
    payload,
    kind: TRANSFER_JWS,
    iat: payload.iat,
    verify: (text) => verifyDocument(text, keyRing.trust, now),
  });
  return { id, kind: subject.kind, kid: keyRing.signer.kid, jws };
};

import { TRUST_LIST_JWS } from '@hocba/shared/credential/jws/kinds';
import type { TrustListPayload } from '@hocba/shared/credential/trust/trust-list';
import { CompactSign, type CryptoKey } from 'jose';

/**
 * A trust list is renewed once a school year, with a month to spare. Verifiers that are kept from the network by
 * somebody who wants an old list to be believed stop believing it after this.
 */
const DAYS_VALID = 400;
const DAY = 86_400;

/** When a list made now expires: after so many days; one of demonstration keys, which nobody renews, with its keys. */
export const expiryOf = (made: number, { keys, demo }: Pick<TrustListPayload, 'keys' | 'demo'>): number =>
  demo === true
    ? Math.max(...keys.map(({ notAfter }) => Math.floor(Date.parse(notAfter) / 1000)))
    : made + DAYS_VALID * DAY;

/** Signs a trust list by the root key it names. */
export const signTrustList = (
  payload: TrustListPayload,
  root: { readonly privateKey: CryptoKey; readonly thumbprint: string },
): Promise<string> =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', typ: TRUST_LIST_JWS.typ, kid: root.thumbprint })
    .sign(root.privateKey);

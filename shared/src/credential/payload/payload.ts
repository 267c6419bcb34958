import { type Static, Type } from 'typebox';
import { Text, UrnUuid } from '../../regulations/signed-members.ts';
import { SIGNED_SCHEMAS, type SignedYear } from '../../regulations/signed-rules.ts';
import { Instant } from '../../school/identifiers.ts';
import { closed } from '../../school/members.ts';

/** First context of every verifiable credential (W3C VC data model 2.0). */
export const VC_CONTEXT = 'https://www.w3.org/ns/credentials/v2';
/** Our own terms, given in place: a reader of JSON-LD needs no network to tell them from others. */
export const RECORD_VOCABULARY = 'urn:hocba:school-year-record:v1#';
export const RECORD_TYPE = 'SchoolYearRecord';

/** Origin of an issuer, without a path. */
export const IssuerUrl = Type.String({ pattern: '^https?://[a-z0-9.:\\[\\]-]{1,200}$', maxLength: 208 });

/** Seconds since 1970 (NumericDate) from 2020 to 2099: milliseconds do not pass for seconds. */
export const NumericDate = Type.Integer({ minimum: 1_577_836_800, maximum: 4_102_444_799 });

/**
 * One pupil's school year as it is signed: VCDM 2.0 with the registered claims mirrored beside it. No `vc` claim,
 * and no `exp`: a record does not expire.
 */
export const YearCredentialPayload = Type.Object(
  {
    '@context': Type.Tuple([
      Type.Literal(VC_CONTEXT),
      Type.Object({ '@vocab': Type.Literal(RECORD_VOCABULARY) }, closed),
    ]),
    id: UrnUuid,
    type: Type.Tuple([Type.Literal('VerifiableCredential'), Type.Literal(RECORD_TYPE)]),
    issuer: Type.Object({ id: IssuerUrl, name: Text(100) }, closed),
    validFrom: Instant,
    credentialSubject: Type.Unsafe<SignedYear>(Type.Union(SIGNED_SCHEMAS)),
    iss: IssuerUrl,
    sub: UrnUuid,
    jti: UrnUuid,
    iat: NumericDate,
    nbf: NumericDate,
  },
  closed,
);
export type YearCredentialPayload = Static<typeof YearCredentialPayload>;

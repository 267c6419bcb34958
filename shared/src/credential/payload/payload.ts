import { type Static, Type } from 'typebox';
import { Level, Promotion } from '../../record/year-record.ts';
import { Instant, SubjectCode } from '../../school/identifiers.ts';
import { PrimarySubject } from './primary-subject.ts';
import { closed, identityMembers, nullable, Text, UrnUuid } from './signed-members.ts';

/** First context of every verifiable credential (W3C VC data model 2.0). */
export const VC_CONTEXT = 'https://www.w3.org/ns/credentials/v2';
/** Our own terms, given in place: a reader of JSON-LD needs no network to tell them from others. */
export const RECORD_VOCABULARY = 'urn:hocba:school-year-record:v1#';
export const RECORD_TYPE = 'SchoolYearRecord';

/** Origin of an issuer, without a path. */
export const IssuerUrl = Type.String({ pattern: '^https?://[a-z0-9.:\\[\\]-]{1,200}$', maxLength: 208 });

/** Seconds since 1970 (NumericDate) from 2020 to 2099: milliseconds do not pass for seconds. */
export const NumericDate = Type.Integer({ minimum: 1_577_836_800, maximum: 4_102_444_799 });

/** A mark as text with one decimal, `8.0`: a number would lose the decimal on its way through JSON. */
const Score = Type.String({ pattern: '^(10\\.0|[0-9]\\.[0-9])$', maxLength: 4 });
const SignedResult = nullable(Type.Union([Score, Type.Literal('Đ'), Type.Literal('CĐ')]));

const SignedSubject = Type.Object(
  {
    code: SubjectCode,
    name: Text(100),
    mode: Type.Union([Type.Literal('score'), Type.Literal('comment')]),
    exempt: Type.Boolean(),
    hk1: SignedResult,
    hk2: SignedResult,
    year: SignedResult,
    /** After the re-test in the summer, where there was one. */
    retest: Type.Optional(Type.Union([Score, Type.Literal('Đ'), Type.Literal('CĐ')])),
  },
  closed,
);
export type SignedSubject = Static<typeof SignedSubject>;

const TermResult = Type.Object(
  {
    learning: nullable(Level),
    conduct: nullable(Level),
    absent: nullable(Type.Integer({ minimum: 0, maximum: 400 })),
  },
  closed,
);

/** What is signed of a year in grades 6–12. */
const SecondarySubject = Type.Object(
  {
    ...identityMembers,
    grade: Type.Integer({ minimum: 1, maximum: 12 }),
    regulation: Type.Literal('circular-22-2021'),
    subjects: Type.Array(SignedSubject, { minItems: 1, maxItems: 30 }),
    results: Type.Object({ hk1: TermResult, hk2: TermResult, year: TermResult }, closed),
    promotion: nullable(Promotion),
    title: nullable(Type.Union([Type.Literal('excellent'), Type.Literal('good')])),
    /** What became of a year that ended in a re-test or summer training; the results of the year stay beside it. */
    summer: Type.Optional(
      Type.Object(
        {
          learning: Level,
          conduct: Level,
          promotion: Type.Union([Type.Literal('promoted'), Type.Literal('repeat')]),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type SecondarySubject = Static<typeof SecondarySubject>;

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
    credentialSubject: Type.Union([SecondarySubject, PrimarySubject]),
    iss: IssuerUrl,
    sub: UrnUuid,
    jti: UrnUuid,
    iat: NumericDate,
    nbf: NumericDate,
  },
  closed,
);
export type YearCredentialPayload = Static<typeof YearCredentialPayload>;

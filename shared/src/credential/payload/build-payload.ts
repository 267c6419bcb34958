import { Value } from 'typebox/value';
import { RegistryError } from '../../problems.ts';
import type { YearRecord } from '../../record/year-record.ts';
import { signedRemark } from '../../regulations/signed-members.ts';
import { signedMembersOf } from '../../regulations/signed-rules.ts';
import type { Instant } from '../../school/identifiers.ts';
import type { School } from '../../school/names.ts';
import type { Sex } from '../../school/pupil/sex.ts';
import { Refused } from '../verify/verdict.ts';
import { type FitsPayload, fitsPayload } from '../verify/verify.ts';
import { checkSignable } from './check-signable.ts';
import { RECORD_TYPE, RECORD_VOCABULARY, VC_CONTEXT, YearCredentialPayload } from './payload.ts';

/** Everything a signed record says, from the registry's own tables. */
export interface PayloadInput {
  /** `urn:uuid:` of the credential; a repeated run gives it again. */
  readonly id: string;
  /** Pairwise `urn:uuid:` of the pupil. */
  readonly subject: string;
  readonly revision: number;
  /** PUBLIC_URL. */
  readonly issuer: string;
  readonly issuedAt: Instant;
  readonly record: YearRecord;
  readonly student: {
    readonly id: string;
    readonly code: string;
    readonly name: string;
    readonly birthDate: string;
    readonly sex: Sex;
    readonly ethnicity: string;
    readonly personalId?: string;
  };
  readonly school: { readonly [Name in keyof School]: string };
  readonly approvals: readonly {
    readonly role: string;
    readonly name: string;
    readonly at: string;
    readonly digest: string;
  }[];
  readonly subjectNames: Readonly<Record<string, string>>;
  /** `urn:uuid:` of the credential that this one corrects. */
  readonly replaces?: string;
}

const ISSUER_NAME = 'Hệ thống học bạ số';

const nfc = <T extends object>(members: T): T =>
  Object.fromEntries(
    Object.entries(members).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.normalize('NFC').trim() : value,
    ]),
  ) as T;

const subjectOf = (input: PayloadInput) => {
  const { record, student, school } = input;
  const { id: studentId, ...identity } = student;
  return {
    id: input.subject,
    recordId: `${record.school}-${record.year}/${studentId}`,
    revision: input.revision,
    student: nfc(identity),
    school: nfc(school),
    year: record.year,
    grade: record.grade,
    class: record.class,
    regulation: record.regulation,
    notAssessed: record.notAssessed,
    ...signedMembersOf(record, input.subjectNames),
    remark: signedRemark(record.remark),
    approvals: input.approvals.map(nfc),
    ...(input.replaces === undefined ? {} : { replaces: input.replaces }),
  };
};

/**
 * The payload of one school year, checked by the same schema and rules as a reader's; a server may bring the schema
 * compiled. Throws INVALID_INPUT with the code of the fault, never with its content: what cannot be verified must not
 * be frozen.
 */
export const buildPayload = (input: PayloadInput, fits: FitsPayload = fitsPayload): YearCredentialPayload => {
  const seconds = Math.floor(Date.parse(input.issuedAt) / 1000);
  const payload: unknown = {
    '@context': [VC_CONTEXT, { '@vocab': RECORD_VOCABULARY }],
    id: input.id,
    type: ['VerifiableCredential', RECORD_TYPE],
    issuer: { id: input.issuer, name: ISSUER_NAME },
    validFrom: input.issuedAt,
    credentialSubject: subjectOf(input),
    iss: input.issuer,
    sub: input.subject,
    jti: input.id,
    iat: seconds,
    nbf: seconds,
  };
  if (!fits(payload)) {
    const faults = Value.Errors(YearCredentialPayload, payload).map(({ instancePath }) => instancePath);
    throw new RegistryError('INVALID_INPUT', `the record cannot be signed: ${faults.slice(0, 5).join(' ')}`);
  }
  try {
    checkSignable(payload);
  } catch (error) {
    if (error instanceof Refused) throw new RegistryError('INVALID_INPUT', error.code);
    throw error;
  }
  return payload;
};

/** The payload that is frozen when a record becomes final, and signed byte for byte: no later code can change it. */
export const payloadText = (payload: YearCredentialPayload): string => JSON.stringify(payload);

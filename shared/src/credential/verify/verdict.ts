import type { YearCredentialPayload } from '../payload/payload.ts';

/** What a check of a signed record may say, each with its English sentence; screens show their own text by code. */
export const VERIFY_CODES = {
  TOKEN_TOO_LARGE: 'The text is longer than a signed record can be',
  TOKEN_NOT_COMPACT: 'The text is not three base64url parts with dots between',
  TOKEN_NOT_CANONICAL: 'A part of the text is not written the one way base64url writes it',
  SIGNATURE_LENGTH: 'The signature is not 64 bytes',
  HEADER_MALFORMED: 'The header is not strict JSON',
  HEADER_MEMBER: 'The header has a member that is not taken here, or lacks one',
  HEADER_TYP: 'The text is signed as something else',
  HEADER_ALG: 'The header names another algorithm than ES256',
  PAYLOAD_MALFORMED: 'The payload is not a strict JSON object',
  NOT_A_RECORD: 'The file is no school record; nothing is concluded about any record',
  TEXT_CUT: 'The text ends before a signed record does: copy it again, whole',
  BUNDLE_MALFORMED: 'The file of signed records is damaged or incomplete: copy or download it again, whole',
  BUNDLE_FORM_UNKNOWN:
    'The file of signed records has a form that is not known here; a newer version may know it',
  BUNDLE_LIST_DAMAGED: 'The trust list inside the file is damaged: the file was altered',
  BUNDLE_LIST_OTHER_ROOT: 'The trust list inside the file is signed by another root; it was not used',
  TRUST_LIST_MISSING: 'No trust list: nobody says which keys to believe',
  TRUST_LIST_MALFORMED: 'The trust list is not a well-formed signed list',
  TRUST_LIST_SIGNATURE: 'The signature of the trust list does not hold',
  TRUST_LIST_OTHER_ROOT: 'The trust list is signed by another root than the expected one',
  TRUST_LIST_EXPIRED: 'The trust list has expired',
  TRUST_LIST_NOT_YET: 'The trust list is dated in the future',
  KEY_UNKNOWN: 'The signing key is not in the trust list',
  KEY_COMPROMISED: 'The signing key was compromised; its signatures prove nothing by themselves',
  SIGNATURE_INVALID: 'The signature does not hold: the text was altered or is not from the issuer',
  SCHEMA_MISMATCH: 'The payload does not fit the schema of a school-year record',
  TEXT_NOT_PLAIN: 'A text is not in normal form or has characters that a reader cannot see',
  NAME_NOT_LATIN: 'A name mixes in letters of another script',
  SUBJECT_TWICE: 'A subject stands in the record twice',
  SUBJECT_RESULT_KIND: 'A result does not fit how its subject is marked',
  SCHOOL_YEAR_MISMATCH: 'The school year does not fit itself or the date of issue',
  YEAR_AVERAGE_DIFFERS: 'A year average differs from what the rule computes (warning)',
  REGULATION_NOT_THEN: 'The regulation that the record names did not apply to this grade in this year',
  SUBJECT_WRONG_MODE: 'A subject is assessed in another way than the regulation says',
  SUBJECT_NAME_OF_ANOTHER: 'A subject stands under the name of another subject of the grade',
  SUBJECT_UNKNOWN: 'A subject is none that this verifier knows (warning)',
  SUBJECT_OTHER_GRADE: 'A subject is not taught in this grade (warning)',
  SUBJECT_NAME_DIFFERS: 'A subject has another name than in the curriculum (warning)',
  SUBJECT_TEST_NOT_DUE: 'A subject has a periodic test that the regulation does not ask for (warning)',
  CURRICULUM_NOT_KNOWN: 'The curriculum of this grade and year is not known here: subjects were not compared',
  ISSUER_MISMATCH: 'The issuer inside is not the one whose key signed',
  CLAIM_MISMATCH: 'A claim says something else than the member it repeats',
  ISSUED_IN_FUTURE: 'The record is dated in the future',
  KEY_NOT_VALID_THEN: 'The key was not valid at the time of signing',
  STATUS_UNKNOWN: 'Whether the record was revoked later is not known here',
  PUPILS_MIXED: 'The bundle holds records of more than one pupil',
  SUPERSEDED_BY_NEWER: 'A newer revision of the same record is in the bundle',
  REVISION_TWICE: 'The bundle holds two different records of one year with one revision number',
  STUDENT_CODES_DIFFER: 'The bundle holds records of one pupil under two student codes',
  STUDENT_NAMES_DIFFER: 'The bundle holds records of one pupil under two names',
  IDENTITY_DIFFERS: 'Birth date or personal number differ between the years (warning)',
  YEAR_MISSING: 'The bundle is incomplete: a school year between two others is missing',
  YEAR_TWICE: 'The bundle holds two records of one school year (warning)',
} as const;

/** A code of `VERIFY_CODES`. */
export type VerifyCode = keyof typeof VERIFY_CODES;

/** The checks of one record in the order they are made. */
export const STEP_NAMES = [
  'format',
  'trust',
  'key',
  'signature',
  'schema',
  'claims',
  'time',
  'curriculum',
  'status',
] as const;

/** A check of one record. */
export type StepName = (typeof STEP_NAMES)[number];

/** The checks of a file that holds several records: its own trust list, and whether the records agree. */
export type BundleStepName = 'list' | 'pupil' | 'identity' | 'revisions' | 'years';

/** One check; a code with `ok` is a warning. */
export interface Step<Name = StepName> {
  readonly name: Name;
  readonly outcome: 'ok' | 'failed' | 'unknown';
  readonly code?: VerifyCode;
  /** The subjects or school years that the code is about; never a person. */
  readonly about?: readonly string[];
}

/** Unknown is never shown as valid or as invalid: it is UNVERIFIABLE. */
export type VerdictName = 'VALID' | 'SUPERSEDED' | 'REVOKED' | 'EXPIRED' | 'INVALID' | 'UNVERIFIABLE';

/** What is known about one signed record; nothing follows a failed signature, and no payload comes with one. */
export interface Verdict {
  readonly verdict: VerdictName;
  readonly steps: readonly Step[];
  readonly payload?: YearCredentialPayload;
}

/** Ends a check with a code; caught where the steps are listed, never shown to people. */
export class Refused extends Error {
  readonly code: VerifyCode;

  constructor(code: VerifyCode) {
    super(code);
    this.name = 'Refused';
    this.code = code;
  }
}

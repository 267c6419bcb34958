import { Value } from 'typebox/value';
import { yearDiffersIn } from '../../regulations/signed-rules.ts';
import type { Instant } from '../../school/identifiers.ts';
import { RECORD_JWS } from '../jws/kinds.ts';
import type { StrictJws } from '../jws/strict-jws.ts';
import { checkContent } from '../payload/check-content.ts';
import { checkCurriculum } from '../payload/check-curriculum.ts';
import { YearCredentialPayload } from '../payload/payload.ts';
import { openTrust, secondsOf, type Trust, type TrustOptions } from '../trust/open-trust.ts';
import { checkTime, openSigned, step } from './open-signed.ts';
import { Refused, type Step, type Verdict } from './verdict.ts';
import { verdictOf } from './verdict-table.ts';

/** The knowledge that a record is checked against. */
export interface VerifyOptions extends TrustOptions {
  /**
   * Time of the newest list of revoked records that the caller has seen. No issuer publishes a list yet and no program
   * here reads one, so that only tests give this time.
   */
  readonly statusSeen?: Instant;
}

/** Everything the payload repeats must agree, and the issuer must be the one whose list holds the key. */
const checkClaims = (payload: YearCredentialPayload, issuer: string): void => {
  if (payload.issuer.id !== issuer) throw new Refused('ISSUER_MISMATCH');
  const subject = payload.credentialSubject;
  const agree =
    payload.iss === payload.issuer.id &&
    payload.jti === payload.id &&
    payload.sub === subject.id &&
    payload.nbf === secondsOf(payload.validFrom) &&
    payload.iat === payload.nbf &&
    subject.recordId.startsWith(`${subject.school.code}-${subject.year}/`) &&
    subject.replaces !== payload.id;
  if (!agree) throw new Refused('CLAIM_MISMATCH');
};

/**
 * Decides whether a payload fits the schema; a server may bring one compiled from it, which pages must not
 * (no `eval`).
 */
export type FitsPayload = (payload: unknown) => payload is YearCredentialPayload;

/** The check by the schema as it stands, on servers and in pages alike. */
export const fitsPayload: FitsPayload = (payload) => Value.Check(YearCredentialPayload, payload);

const checkSchema = ({ payload }: StrictJws, fits: FitsPayload): YearCredentialPayload => {
  if (!fits(payload)) throw new Refused('SCHEMA_MISMATCH');
  checkContent(payload);
  return payload;
};

/** No issuer publishes a list of revoked records here yet; a list that was seen once tells until when it was known. */
const statusStep = (seen: Instant | undefined): Step =>
  seen === undefined
    ? { name: 'status', outcome: 'unknown', code: 'STATUS_UNKNOWN' }
    : { name: 'status', outcome: 'unknown', code: 'STATUS_NOT_CHECKED_SINCE', since: seen };

/** Lists what the curriculum says to the content; a contradiction ends the check as any other fault does. */
const stepCurriculum = (steps: Step[], payload: YearCredentialPayload): void => {
  const findings = checkCurriculum(payload);
  const failed = findings.find(({ outcome }) => outcome === 'failed');
  const listed = failed === undefined ? findings : [failed];
  for (const finding of listed) steps.push({ name: 'curriculum', ...finding });
  if (listed.length === 0) steps.push({ name: 'curriculum', outcome: 'ok' });
  if (failed?.code !== undefined) throw new Refused(failed.code);
};

/** `verify` against a trust list that is open already. */
export const verifyAgainst = async (
  token: string,
  trust: Trust,
  now: Instant,
  fits: FitsPayload = fitsPayload,
  statusSeen?: Instant,
): Promise<Verdict> => {
  const steps: Step[] = [];
  try {
    const { jws, list, trusted } = await openSigned(steps, token, RECORD_JWS, trust);
    const payload = await step(steps, 'schema', () => checkSchema(jws, fits));
    if (yearDiffersIn(payload.credentialSubject)) {
      steps.splice(-1, 1, { name: 'schema', outcome: 'ok', code: 'YEAR_AVERAGE_DIFFERS' });
    }
    await step(steps, 'claims', () => checkClaims(payload, list.payload.iss));
    await step(steps, 'time', () => checkTime(payload, trusted, now));
    stepCurriculum(steps, payload);
    steps.push(statusStep(statusSeen));
    return { verdict: verdictOf(steps), steps, payload };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { verdict: verdictOf(steps), steps };
  }
};

/**
 * Verifies one signed record, off line: form, trust list, key, signature, schema, claims, time, curriculum. Never throws
 * on any text; after a failed check nothing more is said, and the payload comes only with a signature that holds.
 */
export const verify = async (token: string, options: VerifyOptions): Promise<Verdict> =>
  verifyAgainst(token, await openTrust(options), options.now, fitsPayload, options.statusSeen);

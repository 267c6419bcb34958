import { Value } from 'typebox/value';
import type { Instant } from '../../school/identifiers.ts';
import { nameFault, textFault } from '../../text/plain-text.ts';
import { ENROLMENT_JWS } from '../jws/kinds.ts';
import { secondsOf, type Trust } from '../trust/open-trust.ts';
import { checkTime, openSigned, step } from '../verify/open-signed.ts';
import { Refused, type Step, type VerdictName } from '../verify/verdict.ts';
import { verdictOf } from '../verify/verdict-table.ts';
import { CONFIRMATION_DAYS, ConfirmationPayload } from './confirmation.ts';

/** The checks of a confirmation in the order they are made. */
export const CONFIRMATION_STEPS = [
  'format',
  'trust',
  'key',
  'signature',
  'schema',
  'claims',
  'time',
  'validity',
] as const;

/** The knowledge about a confirmation; a payload comes only with a signature and a content that hold, over or not. */
export interface ConfirmationVerdict {
  readonly verdict: Exclude<VerdictName, 'SUPERSEDED' | 'REVOKED'>;
  readonly steps: readonly Step[];
  readonly payload?: ConfirmationPayload;
}

/** The rules that the schema cannot say: plain texts, and honest names. */
const checkContent = (payload: unknown): ConfirmationPayload => {
  if (!Value.Check(ConfirmationPayload, payload)) throw new Refused('SCHEMA_MISMATCH');
  const { student, school } = payload.credentialSubject;
  const fault =
    nameFault(student.name) ??
    nameFault(school.name) ??
    [school.commune, school.province].map(textFault).find((found) => found !== undefined);
  if (fault !== undefined) throw new Refused(fault);
  return payload;
};

const checkClaims = (payload: ConfirmationPayload, issuer: string): void => {
  const { from, until } = payload.credentialSubject;
  if (payload.issuer !== issuer) throw new Refused('ISSUER_MISMATCH');
  const days = (secondsOf(payload.validUntil) - secondsOf(payload.validFrom)) / 86_400;
  if (from > until || days <= 0 || days > CONFIRMATION_DAYS) throw new Refused('CLAIM_MISMATCH');
};

const verdictBy = (steps: readonly Step[]): ConfirmationVerdict['verdict'] => {
  const verdict = verdictOf(steps);
  if (verdict === 'SUPERSEDED' || verdict === 'REVOKED') throw new Error('no step of a confirmation says so');
  return verdict;
};

/**
 * Verifies a confirmation of enrolment off line. One whose days are over is EXPIRED and still says what it confirmed.
 * Never throws on any text; after a failed check nothing more is said.
 */
export const verifyConfirmation = async (
  token: string,
  trust: Trust,
  now: Instant,
): Promise<ConfirmationVerdict> => {
  const steps: Step[] = [];
  try {
    const { jws, list, trusted } = await openSigned(steps, token, ENROLMENT_JWS, trust);
    const payload = await step(steps, 'schema', () => checkContent(jws.payload));
    await step(steps, 'claims', () => checkClaims(payload, list.payload.iss));
    await step(steps, 'time', () => checkTime({ iat: secondsOf(payload.validFrom) }, trusted, now));
    const isOver = payload.validUntil <= now;
    steps.push(
      isOver
        ? { name: 'validity', outcome: 'failed', code: 'CONFIRMATION_OVER' }
        : { name: 'validity', outcome: 'ok' },
    );
    return { verdict: verdictBy(steps), steps, payload };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { verdict: verdictBy(steps), steps };
  }
};

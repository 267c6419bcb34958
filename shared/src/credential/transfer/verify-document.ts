import { Value } from 'typebox/value';
import type { Instant } from '../../school/identifiers.ts';
import { nameFault, textFault } from '../../text/plain-text.ts';
import { TRANSFER_JWS } from '../jws/kinds.ts';
import { secondsOf, type Trust } from '../trust/open-trust.ts';
import { checkTime, openSigned, step } from '../verify/open-signed.ts';
import { Refused, type Step, type Verdict } from '../verify/verdict.ts';
import { verdictOf } from '../verify/verdict-table.ts';
import { TransferPayload } from './document.ts';

/** The knowledge about one signed document of a transfer; a payload comes only with a signature that holds. */
export interface DocumentVerdict extends Pick<Verdict, 'verdict' | 'steps'> {
  readonly payload?: TransferPayload;
}

const checkTexts = (value: unknown): void => {
  if (typeof value === 'string') {
    const fault = textFault(value);
    if (fault !== undefined) throw new Refused(fault);
  } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(checkTexts);
};

/** The rules that the schema cannot say: plain texts, honest names, a reason with every refusal and with nothing else. */
const checkDocument = (payload: unknown): TransferPayload => {
  if (!Value.Check(TransferPayload, payload)) throw new Refused('SCHEMA_MISMATCH');
  checkTexts(payload);
  const subject = payload.credentialSubject;
  const { student, to, decidedBy } = subject;
  const signers = 'signedBy' in subject ? [subject.signedBy.name] : [];
  for (const name of [student.name, to.name, decidedBy.name, ...signers]) {
    const fault = nameFault(name);
    if (fault !== undefined) throw new Refused(fault);
  }
  if (subject.kind === 'decision') {
    const isRefusal = subject.outcome === 'refused';
    if (isRefusal !== (subject.reason !== null) || isRefusal !== (subject.text !== null)) {
      throw new Refused('SCHEMA_MISMATCH');
    }
  }
  return payload;
};

const checkClaims = (payload: TransferPayload, issuer: string): void => {
  if (payload.issuer.id !== issuer) throw new Refused('ISSUER_MISMATCH');
  const agree =
    payload.iss === payload.issuer.id &&
    payload.jti === payload.id &&
    payload.sub === payload.credentialSubject.id &&
    payload.nbf === secondsOf(payload.validFrom) &&
    payload.iat === payload.nbf;
  if (!agree) throw new Refused('CLAIM_MISMATCH');
};

/**
 * Verifies a summary, decision, receipt or letter of a transfer off line, with the steps of a record but the curriculum. Never
 * throws on any text; after a failed check nothing more is said.
 */
export const verifyDocument = async (token: string, trust: Trust, now: Instant): Promise<DocumentVerdict> => {
  const steps: Step[] = [];
  try {
    const { jws, list, trusted } = await openSigned(steps, token, TRANSFER_JWS, trust);
    const payload = await step(steps, 'schema', () => checkDocument(jws.payload));
    await step(steps, 'claims', () => checkClaims(payload, list.payload.iss));
    await step(steps, 'time', () => checkTime(payload, trusted, now));
    return { verdict: verdictOf(steps), steps, payload };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { verdict: verdictOf(steps), steps };
  }
};

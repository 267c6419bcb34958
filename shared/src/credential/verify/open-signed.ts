import type { Instant } from '../../school/identifiers.ts';
import type { JwsKind } from '../jws/kinds.ts';
import { parseJws, type StrictJws, signatureHolds } from '../jws/strict-jws.ts';
import { SKEW, secondsOf, type Trust } from '../trust/open-trust.ts';
import type { TrustedKey, TrustList } from '../trust/trust-list.ts';
import { Refused, type Step, type StepName } from './verdict.ts';

/** The steps that every kind of signed text of a registry passes, whatever it says. */

/** Refuses a text of the future, and one of a time at which its key was not valid. */
export const checkTime = ({ iat }: { readonly iat: number }, key: TrustedKey, now: Instant): void => {
  if (iat > secondsOf(now) + SKEW) throw new Refused('ISSUED_IN_FUTURE');
  const end = key.revokedAt !== undefined && key.revokedAt < key.notAfter ? key.revokedAt : key.notAfter;
  if (iat < secondsOf(key.notBefore) || iat > secondsOf(end)) throw new Refused('KEY_NOT_VALID_THEN');
};

const findKey = (list: TrustList, kid: string) => {
  const found = list.keys.get(kid);
  if (found === undefined) throw new Refused('KEY_UNKNOWN');
  // A thief of the key can date a forgery as early as they like.
  if (found.trusted.status === 'compromised') throw new Refused('KEY_COMPROMISED');
  return found;
};

const openList = (trust: Trust): TrustList => {
  if ('code' in trust) throw new Refused(trust.code);
  return trust;
};

/** Steps that cannot be answered without knowledge from outside the record; all others are then wrong, not unknown. */
const NEED_KNOWLEDGE: readonly StepName[] = ['trust', 'key'];

/** Runs one check and lists it. */
export const step = async <T>(steps: Step[], name: StepName, check: () => T | Promise<T>): Promise<T> => {
  try {
    const value = await check();
    steps.push({ name, outcome: 'ok' });
    return value;
  } catch (error) {
    if (error instanceof Refused) {
      steps.push({ name, outcome: NEED_KNOWLEDGE.includes(name) ? 'unknown' : 'failed', code: error.code });
    }
    throw error;
  }
};

/** A signed text whose signature holds, with the list and the key that say so. */
export interface Opened {
  readonly jws: StrictJws;
  readonly list: TrustList;
  readonly trusted: TrustedKey;
}

/** Form, trust list, key and signature of a text of one kind; lists each step and throws `Refused` at the first fault. */
export const openSigned = async (
  steps: Step[],
  token: string,
  kind: JwsKind,
  trust: Trust,
): Promise<Opened> => {
  const jws = await step(steps, 'format', () => parseJws(token, kind));
  const list = await step(steps, 'trust', () => openList(trust));
  const { trusted, key } = await step(steps, 'key', () => findKey(list, jws.header.kid));
  await step(steps, 'signature', async () => {
    if (!(await signatureHolds(token, key))) throw new Refused('SIGNATURE_INVALID');
  });
  return { jws, list, trusted };
};

import type { Instant } from '../../school/identifiers.ts';
import { Refused, type VerifyCode } from '../verify/verdict.ts';
import { parseTrustList, type TrustList } from './trust-list.ts';

/** Which keys a caller believes, and as of when. */
export interface TrustOptions {
  /** Text of the trust list, from a place the caller trusts; without one nothing can be verified. */
  readonly trustList: string | undefined;
  /** The only root to accept, by its RFC 7638 thumbprint. */
  readonly rootThumbprint?: string;
  readonly now: Instant;
}

/** An opened trust list, or why there is none. */
export type Trust = TrustList | { readonly code: VerifyCode };

/** Clocks of schools and of the registry may differ by this much, in seconds. */
export const SKEW = 300;

/** A time in seconds since 1970, as signed texts have it. */
export const secondsOf = (instant: string): number => Math.floor(Date.parse(instant) / 1000);

/** Opens a trust list whatever its age: for comparing it with another one. */
export const openListOfAnyAge = async (
  trustList: string | undefined,
  rootThumbprint?: string,
): Promise<Trust> => {
  if (trustList === undefined) return { code: 'TRUST_LIST_MISSING' };
  try {
    return await parseTrustList(trustList, rootThumbprint);
  } catch (error) {
    if (error instanceof Refused) return { code: error.code };
    throw error;
  }
};

/** The list, if it may be used at this time: neither expired nor of the future. */
export const whileValid = (trust: Trust, now: Instant): Trust => {
  if ('code' in trust) return trust;
  const { exp, iat } = trust.payload;
  if (exp !== undefined && exp <= secondsOf(now)) return { code: 'TRUST_LIST_EXPIRED' };
  return iat > secondsOf(now) + SKEW ? { code: 'TRUST_LIST_NOT_YET' } : trust;
};

/** Opens the trust list of the options once, for many checks. */
export const openTrust = async ({ trustList, rootThumbprint, now }: TrustOptions): Promise<Trust> =>
  whileValid(await openListOfAnyAge(trustList, rootThumbprint), now);

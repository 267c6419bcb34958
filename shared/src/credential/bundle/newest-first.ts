import type { Verdict } from '../verify/verdict.ts';

/**
 * The records of a file as they are listed: the newest year first and, of one year, the newest revision. A record that
 * cannot be read has neither and comes before all others, so that it is seen.
 */
export const newestFirst = (verdicts: readonly Verdict[]): Verdict[] => {
  const yearOf = ({ payload }: Verdict) => Number(payload?.credentialSubject.year.slice(0, 4) ?? 9999);
  const revisionOf = ({ payload }: Verdict) => payload?.credentialSubject.revision ?? 0;
  return verdicts.toSorted((a, b) => yearOf(b) - yearOf(a) || revisionOf(b) - revisionOf(a));
};

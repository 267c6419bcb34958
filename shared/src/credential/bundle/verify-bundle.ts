import type { Instant } from '../../school/identifiers.ts';
import { openListOfAnyAge, openTrust, type Trust, whileValid } from '../trust/open-trust.ts';
import type { Step, Verdict, VerdictName, VerifyCode } from '../verify/verdict.ts';
import { verdictOf, worstOf } from '../verify/verdict-table.ts';
import { fitsPayload, type VerifyOptions, verifyAgainst } from '../verify/verify.ts';
import type { Bundle } from './bundle.ts';
import { type BundleStep, checkRecordsTogether } from './check-bundle.ts';

/** A bundle's verdict: the worst of its records and of the whole, whose list was used, and each record's own. */
export interface BundleVerdict {
  readonly verdict: VerdictName;
  /** `bundle` only when it is a newer list of the root that the caller trusts; `unasked` when nothing could be read. */
  readonly trustListUsed: 'given' | 'bundle' | 'none' | 'unasked';
  /** The text of the bundle's list where that was used: for keeping it. */
  readonly newerList?: string;
  /** The questions about the whole file; empty for a single record, which has nothing to disagree with. */
  readonly steps: readonly BundleStep[];
  readonly credentials: readonly Verdict[];
}

type Chosen = Pick<BundleVerdict, 'trustListUsed'> & { readonly trust: Trust; readonly step: BundleStep };

/** An own list that has expired is what an old file has: nobody goes by it. */
const stepOfList = (own: Trust, given: Trust, now: Instant): BundleStep => {
  if ('code' in own) return { name: 'list', outcome: 'failed', code: 'BUNDLE_LIST_DAMAGED' };
  if (!('code' in given) && own.rootThumbprint !== given.rootThumbprint) {
    return { name: 'list', outcome: 'unknown', code: 'BUNDLE_LIST_OTHER_ROOT' };
  }
  const dated = whileValid(own, now);
  return 'code' in dated && dated.code === 'TRUST_LIST_NOT_YET'
    ? { name: 'list', outcome: 'unknown', code: dated.code }
    : { name: 'list', outcome: 'ok' };
};

/**
 * The list to check against. The bundle's own has no authority: it is taken only when the root that the caller
 * trusts signed it and it is newer than the caller's, so that it may tell of a key lost since, or replace a list that
 * has expired.
 */
const chooseTrust = async (bundle: Bundle, options: VerifyOptions): Promise<Chosen> => {
  const { now } = options;
  const given = await openListOfAnyAge(options.trustList, options.rootThumbprint);
  const own = await openListOfAnyAge(bundle.trustList);
  const step = stepOfList(own, given, now);
  if (!('code' in given) && !('code' in own) && own.rootThumbprint === given.rootThumbprint) {
    const isNewer = own.payload.sequence > given.payload.sequence && !('code' in whileValid(own, now));
    if (isNewer) return { trust: own, trustListUsed: 'bundle', step };
  }
  const trust = whileValid(given, now);
  return { trust, trustListUsed: 'code' in trust ? 'none' : 'given', step };
};

/** A record of which the bundle holds a newer valid revision is superseded; of one that cannot be read, nobody knows. */
const askNewest = (verdicts: readonly Verdict[]): Verdict[] => {
  const newest = new Map<string, number>();
  for (const { payload } of verdicts) {
    if (payload === undefined) continue;
    const { recordId, revision } = payload.credentialSubject;
    newest.set(recordId, Math.max(revision, newest.get(recordId) ?? 0));
  }
  return verdicts.map((verdict) => {
    const subject = verdict.payload?.credentialSubject;
    if (subject === undefined) return verdict;
    const own: Step =
      subject.revision === newest.get(subject.recordId)
        ? { name: 'newest', outcome: 'ok' }
        : { name: 'newest', outcome: 'failed', code: 'SUPERSEDED_BY_NEWER' };
    const steps = [...verdict.steps, own];
    return { ...verdict, verdict: verdictOf(steps), steps };
  });
};

/** Which records a contradiction of the whole file takes along: of a doubled revision both, else all of them. */
const isBlamed = (code: VerifyCode | undefined, one: Verdict, all: readonly Verdict[]): boolean => {
  if (code !== 'REVISION_TWICE') return true;
  const keyOf = ({ payload }: Verdict) =>
    `${payload?.credentialSubject.recordId} ${payload?.credentialSubject.revision}`;
  return all.some((other) => other !== one && keyOf(other) === keyOf(one));
};

/** Records true by themselves in a file that contradicts itself: which of them is the lie, nobody can tell. */
const refuseContradicted = (verdicts: readonly Verdict[], steps: readonly BundleStep[]): Verdict[] =>
  verdicts.map((verdict) => {
    const fault = steps.find(
      ({ outcome, code }) => outcome === 'failed' && isBlamed(code, verdict, verdicts),
    );
    if (verdict.payload === undefined || fault === undefined) return verdict;
    const before = verdict.steps.findIndex(({ name }) => name === 'claims');
    const claims: Step = { ...fault, name: 'claims' };
    const own = [...verdict.steps.slice(0, before), claims];
    return { verdict: verdictOf(own), steps: own };
  });

/** Verifies some records and what they say of each other; `first` are questions of the file that were asked before. */
const judgeTogether = async (
  tokens: readonly string[],
  trust: Trust,
  { now, statusSeen }: VerifyOptions,
  first: readonly BundleStep[],
): Promise<Pick<BundleVerdict, 'verdict' | 'steps' | 'credentials'>> => {
  const verdicts: Verdict[] = [];
  for (const token of tokens) verdicts.push(await verifyAgainst(token, trust, now, fitsPayload, statusSeen));
  const read = verdicts.flatMap(({ payload }) => (payload === undefined ? [] : [{ payload }]));
  const steps = [...first, ...checkRecordsTogether(read, verdicts.length - read.length)];
  const credentials = askNewest(refuseContradicted(verdicts, steps));
  const worst = worstOf([verdictOf(steps), ...credentials.map(({ verdict }) => verdict)]);
  return { verdict: worst, steps, credentials };
};

/** Verifies every record of a bundle, and the bundle as a whole; an empty one proves nothing and is UNVERIFIABLE. */
export const verifyBundle = async (bundle: Bundle, options: VerifyOptions): Promise<BundleVerdict> => {
  const { trust, trustListUsed, step } = await chooseTrust(bundle, options);
  const judged = await judgeTogether(bundle.credentials, trust, options, [step]);
  const isEmpty = judged.credentials.length === 0 && judged.verdict === 'VALID';
  return {
    ...judged,
    ...(isEmpty ? { verdict: 'UNVERIFIABLE' } : {}),
    trustListUsed,
    ...(trustListUsed === 'bundle' ? { newerList: bundle.trustList } : {}),
  };
};

/** Verifies signed texts that came without a bundle around them: one by itself, several also against each other. */
export const verifyTexts = async (
  tokens: readonly string[],
  options: VerifyOptions,
): Promise<BundleVerdict> => {
  const trust = await openTrust(options);
  const judged = await judgeTogether(tokens, trust, options, []);
  const steps = tokens.length > 1 ? judged.steps : [];
  return { ...judged, steps, trustListUsed: 'code' in trust ? 'none' : 'given' };
};

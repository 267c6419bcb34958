import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { parseStrictJson } from '../text/strict-json.ts';
import { Refused, type Step, type Verdict, type VerdictName } from './verdict.ts';
import { openTrust, type Trust, type VerifyOptions, verifyAgainst } from './verify.ts';

/** What a bundle file holds, as far as checking it goes: exact compact texts. */
const BundleTexts = Type.Object(
  {
    v: Type.Literal(1),
    credentials: Type.Array(Type.String({ maxLength: 65_536 }), { maxItems: 24 }),
    trustList: Type.String({ maxLength: 262_144 }),
  },
  { additionalProperties: false },
);
export type BundleTexts = Static<typeof BundleTexts>;

/** A bundle's verdict: the worst of its records, whose list was used, and each record's own. */
export interface BundleVerdict {
  readonly verdict: VerdictName;
  /** `bundle` only when it is a newer list of the root that the caller trusts. */
  readonly trustListUsed: 'given' | 'bundle' | 'none';
  readonly credentials: readonly Verdict[];
}

const WORST_FIRST: readonly VerdictName[] = [
  'INVALID',
  'UNVERIFIABLE',
  'REVOKED',
  'EXPIRED',
  'SUPERSEDED',
  'VALID',
];

/** Reads a `.hocba.json` file by the strict rules; throws `Refused` BUNDLE_MALFORMED. */
export const parseBundle = (text: string): BundleTexts => {
  let value: unknown;
  try {
    value = parseStrictJson(text);
  } catch {
    throw new Refused('BUNDLE_MALFORMED');
  }
  if (!Value.Check(BundleTexts, value)) throw new Refused('BUNDLE_MALFORMED');
  return value;
};

/**
 * The list to check against. The bundle's own has no authority: it is taken only when the root that the caller
 * trusts signed it and it is newer than the caller's, so that it may tell of a key lost since.
 */
const chooseTrust = async (
  bundle: BundleTexts,
  options: VerifyOptions,
): Promise<Pick<BundleVerdict, 'trustListUsed'> & { trust: Trust }> => {
  const given = await openTrust(options);
  if ('code' in given) return { trust: given, trustListUsed: 'none' };
  const { now } = options;
  const own = await openTrust({ trustList: bundle.trustList, rootThumbprint: given.rootThumbprint, now });
  const newer = !('code' in own) && own.payload.sequence > given.payload.sequence;
  return newer ? { trust: own, trustListUsed: 'bundle' } : { trust: given, trustListUsed: 'given' };
};

/** A record of which the bundle holds a newer valid revision is superseded. */
const markSuperseded = (verdicts: readonly Verdict[]): Verdict[] => {
  const newest = new Map<string, number>();
  for (const { payload } of verdicts) {
    if (payload === undefined) continue;
    const { recordId, revision } = payload.credentialSubject;
    newest.set(recordId, Math.max(revision, newest.get(recordId) ?? 0));
  }
  return verdicts.map((verdict) => {
    const subject = verdict.payload?.credentialSubject;
    if (subject === undefined || subject.revision === newest.get(subject.recordId)) return verdict;
    const status: Step = { name: 'status', outcome: 'failed', code: 'SUPERSEDED_BY_NEWER' };
    return { ...verdict, verdict: 'SUPERSEDED', steps: [...verdict.steps.slice(0, -1), status] };
  });
};

/**
 * A bundle is one pupil's. With somebody else's good year slipped in each record would still be true by itself, and the
 * whole a lie: none of them counts.
 */
const refuseMixed = (verdicts: readonly Verdict[]): readonly Verdict[] => {
  const pupils = new Set(verdicts.flatMap(({ payload }) => payload?.sub ?? []));
  if (pupils.size <= 1) return verdicts;
  const mixed: Step = { name: 'claims', outcome: 'failed', code: 'PUPILS_MIXED' };
  return verdicts.map((verdict) => {
    if (verdict.payload === undefined) return verdict;
    const before = verdict.steps.findIndex(({ name }) => name === 'claims');
    return { verdict: 'INVALID', steps: [...verdict.steps.slice(0, before), mixed] };
  });
};

/** Verifies every record of a bundle; an empty bundle proves nothing and is UNVERIFIABLE. */
export const verifyBundle = async (bundle: BundleTexts, options: VerifyOptions): Promise<BundleVerdict> => {
  const { trust, trustListUsed } = await chooseTrust(bundle, options);
  const verdicts: Verdict[] = [];
  for (const token of bundle.credentials) verdicts.push(await verifyAgainst(token, trust, options.now));
  const credentials = markSuperseded(refuseMixed(verdicts));
  const worst = WORST_FIRST.find((name) => credentials.some(({ verdict }) => verdict === name));
  return { verdict: worst ?? 'UNVERIFIABLE', trustListUsed, credentials };
};

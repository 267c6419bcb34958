import { nameKey } from '../../text/names/person-name.ts';
import type { YearCredentialPayload } from '../payload/payload.ts';
import type { BundleStepName, Step, VerifyCode } from '../verify/verdict.ts';

export type BundleStep = Step<BundleStepName>;
type Subject = YearCredentialPayload['credentialSubject'];

/** A record of the bundle whose own checks all held. */
export interface ReadRecord {
  readonly payload: YearCredentialPayload;
}

const subjectOf = ({ payload }: ReadRecord): Subject => payload.credentialSubject;

const severalOf = (records: readonly ReadRecord[], of: (record: ReadRecord) => string | undefined): boolean =>
  new Set(records.map(of).filter((value) => value !== undefined)).size > 1;

const found = (name: BundleStepName, outcome: Step['outcome'], code: VerifyCode): BundleStep => ({
  name,
  outcome,
  code,
});

/** Of each record its newest revision: what a correction changed contradicts nothing. */
const newestOf = (records: readonly ReadRecord[]): ReadRecord[] =>
  records.filter((one) =>
    records.every(
      (other) =>
        subjectOf(other).recordId !== subjectOf(one).recordId ||
        subjectOf(other).revision <= subjectOf(one).revision,
    ),
  );

/** A bundle is one pupil's: with somebody else's good year slipped in, each record would be true and the whole a lie. */
const checkPupil = (records: readonly ReadRecord[]): BundleStep =>
  severalOf(records, ({ payload }) => payload.sub)
    ? found('pupil', 'failed', 'PUPILS_MIXED')
    : { name: 'pupil', outcome: 'ok' };

const IDENTITY: readonly (readonly [
  Step['outcome'],
  VerifyCode,
  (record: ReadRecord) => string | undefined,
])[] = [
  ['failed', 'STUDENT_CODES_DIFFER', (record) => subjectOf(record).student.code],
  ['failed', 'STUDENT_NAMES_DIFFER', (record) => nameKey(subjectOf(record).student.name)],
  // Civil status offices correct both, and a school cannot: the reader asks for the decision.
  ['ok', 'IDENTITY_DIFFERS', (record) => subjectOf(record).student.birthDate],
  ['ok', 'IDENTITY_DIFFERS', (record) => subjectOf(record).student.personalId],
];

/** One pupil has one student code and one name in all years. */
const checkIdentity = (records: readonly ReadRecord[]): BundleStep => {
  const newest = newestOf(records);
  const pupils = new Set(newest.map(({ payload }) => payload.sub));
  const fault = IDENTITY.find(([, , of]) =>
    [...pupils].some((sub) =>
      severalOf(
        newest.filter(({ payload }) => payload.sub === sub),
        of,
      ),
    ),
  );
  return fault === undefined ? { name: 'identity', outcome: 'ok' } : found('identity', fault[0], fault[1]);
};

/** Two different records of one year and one revision number: one of them is not what the registry says today. */
const checkRevisions = (records: readonly ReadRecord[]): BundleStep => {
  const texts = new Map<string, string>();
  for (const record of records) {
    const { recordId, revision } = subjectOf(record);
    const key = `${recordId} ${revision}`;
    const text = JSON.stringify(record.payload);
    if ((texts.get(key) ?? text) !== text) return found('revisions', 'failed', 'REVISION_TWICE');
    texts.set(key, text);
  }
  return { name: 'revisions', outcome: 'ok' };
};

const yearFrom = (first: number): string => `${first}-${first + 1}`;

/**
 * The school years between the first and the last record: missing ones make the bundle incomplete, not invalid. A year
 * that seems to be missing may be one of the records that could not be read.
 */
const checkYears = (records: readonly ReadRecord[], unread: number): BundleStep => {
  const years = newestOf(records).map((record) => subjectOf(record).year as string);
  const firsts = years.map((year) => Number(year.slice(0, 4)));
  const begin = Math.min(...firsts);
  const span = firsts.length === 0 ? 0 : Math.max(...firsts) - begin + 1;
  const missing = Array.from({ length: span }, (_, n) => yearFrom(begin + n)).filter(
    (year) => !years.includes(year),
  );
  if (missing.length > 0 && unread > 0) return { name: 'years', outcome: 'unknown' };
  if (missing.length > 0) return { ...found('years', 'unknown', 'YEAR_MISSING'), about: missing };
  const ofYear = (year: string) =>
    new Set(
      records
        .map(subjectOf)
        .filter((one) => one.year === year)
        .map(({ recordId }) => recordId),
    );
  const twice = [...new Set(years)].filter((year) => ofYear(year).size > 1);
  return twice.length > 0
    ? { ...found('years', 'ok', 'YEAR_TWICE'), about: twice }
    : { name: 'years', outcome: 'ok' };
};

/** Whether the records of a bundle fit each other, each question by its name; `unread` more did not hold themselves. */
export const checkRecordsTogether = (records: readonly ReadRecord[], unread: number): BundleStep[] => [
  checkPupil(records),
  checkIdentity(records),
  checkRevisions(records),
  checkYears(records, unread),
];

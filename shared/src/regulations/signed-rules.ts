import { signed as circular22 } from './circular-22-2021/year/signed.ts';
import { signed as circular27 } from './circular-27-2020/year/signed.ts';
import type { SignedLine, SignedRules, SubjectNames } from './regulation.ts';
import type { Regulation } from './rule-set.ts';
import type { YearRecord } from './year-rules.ts';

/** The rules of each regulation about signed years. */
const SIGNED = {
  'circular-22-2021': circular22,
  'circular-27-2020': circular27,
} satisfies Record<Regulation, unknown>;

/** The signed part about a pupil and a school year, under any regulation. */
export type SignedYear = Parameters<(typeof SIGNED)[Regulation]['faultOf']>[0];

/** The schemas of what is signed, of all regulations. */
export const SIGNED_SCHEMAS = Object.values(SIGNED).map(({ schema }) => schema);

const rulesOf = ({ regulation }: { readonly regulation: Regulation }): SignedRules => SIGNED[regulation];

/** The members that a year's regulation signs beside those of every year. */
export const signedMembersOf = (record: YearRecord, names: SubjectNames): object =>
  rulesOf(record).members(record, names);

/** The contradiction within a signed year that no schema can see; undefined where there is none. */
export const contradictionIn = (subject: SignedYear): ReturnType<SignedRules['faultOf']> =>
  rulesOf(subject).faultOf(subject);

/** Signed lines that are marked in a way that their regulation rules out. */
export const wrongModesIn = (subject: SignedYear): readonly SignedLine[] =>
  rulesOf(subject).wrongModes(subject);

/** Signed lines with a test that their regulation does not ask for. */
export const testsNotDueIn = (subject: SignedYear): readonly SignedLine[] =>
  rulesOf(subject).testsNotDue(subject);

/** Whether a signed result of the year differs from what its terms give: a warning, since marks may have come otherwise. */
export const yearDiffersIn = (subject: SignedYear): boolean => rulesOf(subject).yearDiffers(subject);

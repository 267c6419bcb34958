import { type Static, Type } from 'typebox';
import type { SubjectResult } from '../../../marks/subject-result.ts';
import { SUBJECTS } from '../../../school/curriculum/curriculum.ts';
import { SubjectCode } from '../../../school/identifiers.ts';
import { closed, nullable } from '../../../school/members.ts';
import type { SignedRules, SubjectNames } from '../../regulation.ts';
import { identityMembers, nfcName, Text } from '../../signed-members.ts';
import { yearAverage } from '../results/averages.ts';
import { type Circular22Record, Level, Promotion, Result, TitleCode } from './record.ts';

/** A mark as text with one decimal, `8.0`: a number would lose the decimal on its way through JSON. */
const Score = Type.String({ pattern: '^(10\\.0|[0-9]\\.[0-9])$', maxLength: 4 });
const SignedResult = nullable(Type.Union([Score, Type.Literal('Đ'), Type.Literal('CĐ')]));

const SignedSubject = Type.Object(
  {
    code: SubjectCode,
    name: Text(100),
    mode: Type.Union([Type.Literal('score'), Type.Literal('comment')]),
    exempt: Type.Boolean(),
    hk1: SignedResult,
    hk2: SignedResult,
    year: SignedResult,
    /** After the re-test in the summer, where there was one. */
    retest: Type.Optional(Type.Union([Score, Type.Literal('Đ'), Type.Literal('CĐ')])),
  },
  closed,
);
export type SignedSubject = Static<typeof SignedSubject>;

/** The signed part of a year in grades 6–12. */
const SecondarySubject = Type.Object(
  {
    ...identityMembers,
    grade: Type.Integer({ minimum: 1, maximum: 12 }),
    regulation: Type.Literal('circular-22-2021'),
    subjects: Type.Array(SignedSubject, { minItems: 1, maxItems: 30 }),
    results: Type.Object({ hk1: Result, hk2: Result, year: Result }, closed),
    promotion: nullable(Promotion),
    title: nullable(TitleCode),
    /** The outcome of a year that ended in a re-test or summer training; the results of the year stay beside it. */
    summer: Type.Optional(
      Type.Object(
        {
          learning: Level,
          conduct: Level,
          promotion: Type.Union([Type.Literal('promoted'), Type.Literal('repeat')]),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type SecondarySubject = Static<typeof SecondarySubject>;

/** Tenths as the signed text: 85 is `8.5`, 100 is `10.0`. */
const signedResult = (result: SubjectResult | null): string | null =>
  typeof result === 'number' ? `${Math.floor(result / 10)}.${result % 10}` : result;

/** The members of a year in grades 6–12 beside those of the pupil. */
const secondaryMembers = (record: Circular22Record, names: SubjectNames) => ({
  subjects: record.subjects.map(({ subject, mode, exempt, hk1, hk2, year, retest }) => ({
    code: subject,
    name: nfcName(names, subject),
    mode,
    exempt,
    hk1: signedResult(hk1),
    hk2: signedResult(hk2),
    year: signedResult(year),
    ...(retest === undefined ? {} : { retest: signedResult(retest) }),
  })),
  results: { hk1: record.hk1, hk2: record.hk2, year: record.whole },
  promotion: record.promotion,
  title: record.title,
  // A summer under way has nulls, which no signed record may have: the schema then refuses the payload.
  ...(record.summer === undefined ? {} : { summer: record.summer }),
});

const isContradiction = ({ mode, exempt, hk1, hk2, year, retest }: SignedSubject): boolean => {
  const results = [hk1, hk2, year, retest ?? null].filter((result) => result !== null);
  const fits = results.every((result) => /^[0-9]/.test(result) === (mode === 'score'));
  return !fits || (exempt && (year !== null || retest !== undefined));
};

const tenthsOf = (result: string): number => Number(result.replace('.', ''));

/** A pupil who is not graded by right is assessed by a plan of the pupil's own. Circular 22/2021, Art. 5. */
const hasWrongMode = ({ code, mode }: SignedSubject, { notAssessed }: SecondarySubject): boolean => {
  const own = SUBJECTS[code]?.mode;
  return !notAssessed && own !== undefined && own !== mode;
};

/** A difference is a warning, since marks may have come otherwise. */
const differs = ({ mode, hk1, hk2, year }: SignedSubject): boolean =>
  mode === 'score' &&
  hk1 !== null &&
  hk2 !== null &&
  year !== null &&
  yearAverage(tenthsOf(hk1), tenthsOf(hk2)) !== tenthsOf(year);

/** The signed part of a year in grades 6–12, and the checks of its readers. */
export const signed: SignedRules<Circular22Record, SecondarySubject> = {
  schema: SecondarySubject,
  members: secondaryMembers,
  faultOf: ({ subjects }) => (subjects.some(isContradiction) ? 'result-kind' : undefined),
  wrongModes: (subject) => subject.subjects.filter((line) => hasWrongMode(line, subject)),
  testsNotDue: () => [],
  yearDiffers: ({ subjects }) => subjects.some(differs),
};

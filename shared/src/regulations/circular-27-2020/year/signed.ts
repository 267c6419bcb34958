import { type Static, Type } from 'typebox';
import { primaryPeriodsOf } from '../../../school/curriculum/curriculum-primary.ts';
import { SubjectCode } from '../../../school/identifiers.ts';
import { closed, nullable } from '../../../school/members.ts';
import { MAX_LENGTH } from '../../../text/plain-text.ts';
import type { SignedRules, SubjectNames } from '../../regulation.ts';
import { identityMembers, nfcName, signedRemark, Text } from '../../signed-members.ts';
import { POINTS, type Point } from '../points.ts';
import { decideTest } from '../sheet/periodic-tests.ts';
import { TRAITS } from '../traits.ts';
import {
  Absences,
  AwardCode,
  atPoints,
  type Circular27Record,
  OutcomeCode,
  PrimaryCompletion,
  SubjectLevelCode,
  TraitCodeText,
  TraitLevelCode,
  type TraitLine,
} from './record.ts';

/** A periodic test in whole points as text, which readers of all languages understand. */
const WholeScore = Type.String({ pattern: '^(10|[0-9])$', maxLength: 2 });

const SignedPrimaryLine = Type.Object(
  {
    code: SubjectCode,
    name: Text(100),
    exempt: Type.Boolean(),
    levels: atPoints(SubjectLevelCode),
    tests: atPoints(WholeScore),
    remark: nullable(Text(MAX_LENGTH.remark)),
  },
  closed,
);
export type SignedPrimaryLine = Static<typeof SignedPrimaryLine>;

const SignedTrait = Type.Object(
  { code: TraitCodeText, name: Text(100), levels: atPoints(TraitLevelCode) },
  closed,
);
export type SignedTrait = Static<typeof SignedTrait>;

/** The signed part of a year in grades 1–5. */
export const PrimarySubject = Type.Object(
  {
    ...identityMembers,
    grade: Type.Integer({ minimum: 1, maximum: 5 }),
    regulation: Type.Literal('circular-27-2020'),
    subjects: Type.Array(SignedPrimaryLine, { minItems: 1, maxItems: 30 }),
    qualities: Type.Array(SignedTrait, { maxItems: 5 }),
    competences: Type.Array(SignedTrait, { maxItems: 10 }),
    absent: Absences,
    outcome: nullable(OutcomeCode),
    award: nullable(AwardCode),
    completion: PrimaryCompletion,
  },
  closed,
);
export type PrimarySubject = Static<typeof PrimarySubject>;

const signedTrait = ({ trait, levels }: TraitLine) => ({ code: trait, name: TRAITS[trait].vi, levels });

/** Tenths of a test in whole points as the signed text: 90 is `9`. */
const signedTest = (tenths: number | null): string | null => (tenths === null ? null : String(tenths / 10));

/** The members of a year in grades 1–5 beside those of the pupil. */
const primaryMembers = (record: Circular27Record, names: SubjectNames) => ({
  subjects: record.subjects.map(({ subject, exempt, levels, tests, remark }) => ({
    code: subject,
    name: nfcName(names, subject),
    exempt,
    levels,
    tests: {
      'mid-hk1': signedTest(tests['mid-hk1']),
      'end-hk1': signedTest(tests['end-hk1']),
      'mid-hk2': signedTest(tests['mid-hk2']),
      'end-year': signedTest(tests['end-year']),
    },
    remark: signedRemark(remark),
  })),
  qualities: record.qualities.map(signedTrait),
  competences: record.competences.map(signedTrait),
  absent: record.absent,
  outcome: record.outcome,
  award: record.award,
  completion: record.completion,
});

const isUsed = (values: SignedPrimaryLine['levels'] | SignedPrimaryLine['tests']): boolean =>
  Object.values(values).some((value) => value !== null);

/** Exempt is empty; qualities and competences stand each under their own heading, once. */
const faultOf = ({ subjects, qualities, competences }: PrimarySubject) => {
  const isFilled = subjects.some(({ exempt, levels, tests }) => exempt && (isUsed(levels) || isUsed(tests)));
  const isMixed =
    qualities.some(({ code }) => !code.startsWith('q')) ||
    competences.some(({ code }) => !code.startsWith('c'));
  if (isFilled || isMixed) return 'result-kind';
  const traits = [...qualities, ...competences].map(({ code }) => code);
  return new Set(traits).size < traits.length ? 'twice' : undefined;
};

const hasTestNotDue = ({ code, tests }: SignedPrimaryLine, grade: number): boolean =>
  primaryPeriodsOf(code, grade) > 0 &&
  (Object.keys(POINTS) as Point[]).some(
    (point) => tests[point] !== null && !decideTest(code, grade, point).due,
  );

/** The signed part of a year in grades 1–5, and the checks of its readers. */
export const signed: SignedRules<Circular27Record, PrimarySubject> = {
  schema: PrimarySubject,
  members: primaryMembers,
  faultOf,
  wrongModes: () => [],
  testsNotDue: ({ subjects, grade }) => subjects.filter((line) => hasTestNotDue(line, grade)),
  yearDiffers: () => false,
};

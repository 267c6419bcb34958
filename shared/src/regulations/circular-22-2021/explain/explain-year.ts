import type { Derivation } from '../../../marks/derivation.ts';
import type { Words } from '../../../marks/words.ts';
import type { SubjectCode } from '../../../school/identifiers.ts';
import { resultText } from '../../explained/explain-words.ts';
import {
  type ExplainedLine,
  type ExplainedSection,
  lineOf,
  type ToExplain,
} from '../../explained/explained.ts';
import type { LearningDerivation } from '../results/learning-result.ts';
import { explainYearRecord } from '../year/explain-year-record.ts';
import type { Circular22Record } from '../year/record.ts';
import { conditionLines, ratingLines } from './explain-rating.ts';
import { type Circular22Explanation, explainSections } from './explain-sections.ts';

/** The code of the subject a re-test is of: the first input is `toan:year`. */
const subjectOf = ({ inputs }: Derivation): SubjectCode =>
  (inputs[0]?.name.split(':')[0] ?? '') as SubjectCode;

const retestLines = (
  words: Words,
  record: Circular22Record | undefined,
  retested: readonly Derivation[],
): ExplainedLine[] =>
  retested.map((why) => {
    const code = subjectOf(why);
    const line = record?.subjects.find(({ subject }) => subject === code);
    return lineOf<Derivation>(words, {
      id: `retest-${code}`,
      label: words.say('retestOf', { subject: words.subject(code) }),
      why,
      recorded: record === undefined ? undefined : (line?.retest ?? null),
      working: ({ inputs }) => [
        words.say('retestFor', { year: resultText(words, inputs[0]?.value ?? null) }),
      ],
    });
  });

/** The outcome of the summer for a year, beside the results it started from; no section for a year without one. */
const summerSection = (
  words: Words,
  { record, computed, why }: Circular22Explanation,
): ExplainedSection[] => {
  const { say } = words;
  const [summer, after] = [why.summer, record?.summer];
  if (computed.summer === undefined && after === undefined) return [];
  const recordedOf = (what: 'learning' | 'conduct' | 'promotion') =>
    record === undefined ? undefined : (after?.[what] ?? null);
  const lines = [
    ...retestLines(words, record, summer?.retested ?? []),
    lineOf<LearningDerivation>(words, {
      id: 'learning',
      label: say('learning'),
      why: summer?.learning ?? null,
      recorded: recordedOf('learning'),
      working: (derivation) => ratingLines(words, derivation),
    }),
    lineOf<Derivation>(words, {
      id: 'conduct',
      label: say('conduct'),
      why: summer?.conduct ?? null,
      recorded: recordedOf('conduct'),
      working: ({ inputs }) => {
        const [year = null, rated = null] = inputs.map(({ value }) => value);
        return [
          rated === null ? say('conductStays') : say('conductAfter', { year: resultText(words, year) }),
        ];
      },
    }),
    lineOf<Derivation>(words, {
      id: 'promotion',
      label: say('promotion'),
      why: summer?.promotion ?? null,
      recorded: recordedOf('promotion'),
      working: (derivation) => conditionLines(words, derivation),
      text: (value) => (value === null ? '–' : say(`promotionWord.${value}`)),
    }),
  ];
  return [{ id: 'summer', title: say('explainSummer'), lines }];
};

/** Every result of a pupil's year with how it came about, and what the summer made of it after the ratings. */
export const explainYear = (given: ToExplain<Circular22Record>, words: Words): ExplainedSection[] => {
  const explanation = { ...given, why: explainYearRecord(given.computed, given.sources.policy) };
  const [whole, learning, ...subjects] = explainSections(words, explanation);
  const ratings = [whole, learning].filter((section) => section !== undefined);
  return [...ratings, ...summerSection(words, explanation), ...subjects];
};

import type { Derivation } from '@hocba/shared/marks/derivation';
import type { LearningDerivation } from '@hocba/shared/regulations/circular-22-2021/results/learning-result';
import type { Circular22Record } from '@hocba/shared/regulations/circular-22-2021/year/record';
import type { SubjectCode } from '@hocba/shared/school/identifiers';
import type { Circular22Explanation } from '../../../model/explanation.ts';
import { conditionLines, ratingLines } from './explain-rating.ts';
import { type ExplainedLine, type ExplainedSection, explainSections, lineOf } from './explain-sections.ts';
import { resultText, type Words } from './explain-words.ts';

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
      label: words.t('retestOf', { subject: words.subject(code) }),
      why,
      recorded: record === undefined ? undefined : (line?.retest ?? null),
      working: ({ inputs }) => [words.t('retestFor', { year: resultText(words, inputs[0]?.value ?? null) })],
    });
  });

/** What the summer made of a year, beside the results it started from; no section for a year without one. */
const summerSection = (
  words: Words,
  { record, computed, why }: Circular22Explanation,
): ExplainedSection[] => {
  const { t } = words;
  const [summer, after] = [why.summer, record?.summer];
  if (computed.summer === undefined && after === undefined) return [];
  const recordedOf = (what: 'learning' | 'conduct' | 'promotion') =>
    record === undefined ? undefined : (after?.[what] ?? null);
  const lines = [
    ...retestLines(words, record, summer?.retested ?? []),
    lineOf<LearningDerivation>(words, {
      id: 'learning',
      label: t('learning'),
      why: summer?.learning ?? null,
      recorded: recordedOf('learning'),
      working: (derivation) => ratingLines(words, derivation),
    }),
    lineOf<Derivation>(words, {
      id: 'conduct',
      label: t('conduct'),
      why: summer?.conduct ?? null,
      recorded: recordedOf('conduct'),
      working: ({ inputs }) => {
        const [year = null, rated = null] = inputs.map(({ value }) => value);
        return [rated === null ? t('conductStays') : t('conductAfter', { year: resultText(words, year) })];
      },
    }),
    lineOf<Derivation>(words, {
      id: 'promotion',
      label: t('promotion'),
      why: summer?.promotion ?? null,
      recorded: recordedOf('promotion'),
      working: (derivation) => conditionLines(words, derivation),
      text: (value) => (value === null ? '–' : t(`promotionWord.${value as 'repeat'}`)),
    }),
  ];
  return [{ id: 'summer', title: t('explainSummer'), lines }];
};

/** Every result of a pupil's year with how it came about, and what the summer made of it after the ratings. */
export const explainYear = (words: Words, explanation: Circular22Explanation): ExplainedSection[] => {
  const [whole, learning, ...subjects] = explainSections(words, explanation);
  const ratings = [whole, learning].filter((section) => section !== undefined);
  return [...ratings, ...summerSection(words, explanation), ...subjects];
};

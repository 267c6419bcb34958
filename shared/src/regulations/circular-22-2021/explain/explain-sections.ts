import type { Derivation, DerivedValue } from '../../../marks/derivation.ts';
import { valuesOfRow } from '../../../marks/row-values.ts';
import type { SubjectResult } from '../../../marks/subject-result.ts';
import type { Words } from '../../../marks/words.ts';
import { type SubjectCode, sheetIdOf, type Term } from '../../../school/identifiers.ts';
import { divisionText, resultText } from '../../explained/explain-words.ts';
import {
  type ExplainedLine,
  type ExplainedSection,
  lineOf,
  type ToExplain,
} from '../../explained/explained.ts';
import type { LearningDerivation } from '../results/learning-result.ts';
import { explainAverageOfRow } from '../sheet/averages-of-row.ts';
import type { YearExplanation } from '../year/explain-year-record.ts';
import type { Circular22Record } from '../year/record.ts';
import { conditionLines, ratingLines } from './explain-rating.ts';

/** A year of grades 6–12 with how every number of it came about. */
export interface Circular22Explanation extends ToExplain<Circular22Record> {
  readonly why: YearExplanation;
}

const termOf = (
  { sources: { classList, sheets } }: Circular22Explanation,
  subject: SubjectCode,
  term: Term,
): Derivation<SubjectResult> | null => {
  const taught = classList.subjects.find((one) => one.subject === subject);
  const cells = sheets.get(sheetIdOf(classList.class, subject, term))?.cells;
  return explainAverageOfRow(subject, taught?.regularMarks ?? 0, valuesOfRow(cells));
};

const PERIODS = ['hk1', 'hk2', 'year'] as const;

const subjectWorking =
  (words: Words, record: Circular22Record) =>
  (why: Derivation): string[] => {
    const { say } = words;
    const division = divisionText(why);
    if (division !== undefined) return [division];
    if (why.rule === 'empty-by-right') return [say(record.notAssessed ? 'notAssessed' : 'exempt')];
    if (why.rule === 'year-comment') return [say('yearComment')];
    const marks = why.inputs.map(({ value }) => resultText(words, value)).join(', ');
    const failed = why.inputs.filter(({ value }) => value === 'CĐ').length;
    return [failed === 0 ? say('commentPassed', { marks }) : say('commentFailed', { marks, count: failed })];
  };

/** A subject's terms and year, each with its marks and its division. */
const subjectSection = (
  words: Words,
  explanation: Circular22Explanation,
  code: SubjectCode,
): ExplainedSection => {
  const { record, computed, why } = explanation;
  const recorded = record?.subjects.find(({ subject }) => subject === code);
  const year = why.subjects.find(({ subject }) => subject === code)?.year ?? null;
  // Empty by right for the whole year, and so for its terms; what an exempt pupil's cells hold is nobody's result.
  const isEmpty = year?.rule === 'empty-by-right';
  return {
    id: code,
    title: words.subject(code),
    lines: PERIODS.map((when) =>
      lineOf<Derivation>(words, {
        id: when,
        label: words.say(`period.${when}`),
        why: when === 'year' || isEmpty ? year : termOf(explanation, code, when),
        recorded: record === undefined ? undefined : (recorded?.[when] ?? null),
        working: subjectWorking(words, computed),
      }),
    ),
  };
};

const learningSection = (words: Words, { record, why }: Circular22Explanation): ExplainedSection => ({
  id: 'learning',
  title: words.say('explainLearning'),
  lines: PERIODS.map((when) =>
    lineOf<LearningDerivation>(words, {
      id: when,
      label: words.say(`period.${when}`),
      why: why.learning[when],
      recorded: record === undefined ? undefined : record[when === 'year' ? 'whole' : when].learning,
      working: (derivation) => ratingLines(words, derivation),
    }),
  ),
});

/** The results of both terms, each as `text` says it. */
const bothTerms = ({ inputs }: Derivation, text: (value: DerivedValue) => string) => ({
  hk1: text(inputs[0]?.value ?? null),
  hk2: text(inputs[1]?.value ?? null),
});

const count = (value: DerivedValue): string => (value === null ? '–' : String(value));

const wholeLines = (words: Words, { record, why }: Circular22Explanation): ExplainedLine[] => {
  const { say } = words;
  const conduct = lineOf<Derivation>(words, {
    id: 'conduct',
    label: say('conduct'),
    why: why.conduct,
    recorded: record?.whole.conduct,
    working: (derivation) => [
      say(
        'conductFrom',
        bothTerms(derivation, (value) => resultText(words, value)),
      ),
    ],
  });
  const absent = lineOf<Derivation>(words, {
    id: 'absent',
    label: say('absent'),
    why: why.absent,
    recorded: record?.whole.absent,
    working: (derivation) => [say('absentFrom', bothTerms(derivation, count))],
    text: count,
  });
  return [conduct, absent];
};

/** The conditions, and the reading in force where both results of the year are Chưa đạt. */
const promotionWorking =
  (words: Words) =>
  (why: Derivation): string[] => {
    if (why.rule === 'not-assessed') return [words.say('principalDecides')];
    const reading = why.inputs.find(({ name }) => name === 'both-failed')?.value;
    const both =
      reading === undefined ? [] : [words.say('bothFailed'), words.say(`bothFailedReading.${reading}`)];
    return [...conditionLines(words, why), ...both];
  };

const endLines = (words: Words, { record, why }: Circular22Explanation): ExplainedLine[] => {
  const { say } = words;
  const promotion = lineOf<Derivation>(words, {
    id: 'promotion',
    label: say('promotion'),
    why: why.promotion,
    recorded: record?.promotion,
    working: promotionWorking(words),
    text: (value) => (value === null ? '–' : say(`promotionWord.${value}`)),
  });
  const title = lineOf<Derivation>(words, {
    id: 'title',
    label: say('honour'),
    why: why.title,
    recorded: record?.title,
    working: (derivation) => conditionLines(words, derivation),
    text: (value) => (value === null ? say('honourNone') : say(`title_${value}`)),
  });
  return why.title === null && (record?.title ?? null) === null ? [promotion] : [promotion, title];
};

/** Every result of a pupil's year with how it came about: what the year comes to, the ratings, then each subject. */
export const explainSections = (words: Words, explanation: Circular22Explanation): ExplainedSection[] => [
  {
    id: 'whole',
    title: words.say('explainWhole'),
    lines: [...wholeLines(words, explanation), ...endLines(words, explanation)],
  },
  learningSection(words, explanation),
  ...explanation.computed.subjects.map(({ subject }) => subjectSection(words, explanation, subject)),
];

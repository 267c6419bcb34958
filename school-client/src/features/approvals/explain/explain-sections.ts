import type { Derivation, DerivedValue } from '@hocba/shared/marks/derivation';
import type { LearningDerivation } from '@hocba/shared/regulations/circular-22-2021/results/learning-result';
import type { Circular22Record } from '@hocba/shared/regulations/circular-22-2021/year/record';
import type { SubjectCode } from '@hocba/shared/school/identifiers';
import type { Circular22Explanation } from '../../../model/explanation.ts';
import { conditionLines, ratingLines } from './explain-rating.ts';
import { articleText, divisionText, resultText, type Words } from './explain-words.ts';

/** One result: what it is, how it came about, what it is, and a note where the record says otherwise. */
export interface ExplainedLine {
  readonly id: string;
  readonly label: string;
  readonly working: readonly string[];
  readonly result: string;
  readonly article: string | undefined;
  readonly note: string | undefined;
  /** The record's value is another one than comes out here. */
  readonly differs: boolean;
}

/** Lines under one heading. */
export interface ExplainedSection {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly ExplainedLine[];
}

const PERIODS = ['hk1', 'hk2', 'year'] as const;

interface LineInput<D extends Derivation> {
  readonly id: string;
  readonly label: string;
  /** Null while something is missing. */
  readonly why: D | null;
  /** What the record says; undefined while there is no record here. */
  readonly recorded: DerivedValue | undefined;
  readonly working: (why: D) => readonly string[];
  /** The result as people say it, where a level or tenths is not what it is. */
  readonly text?: (value: DerivedValue) => string;
}

/** The record's value is the one shown; a difference is said in words and never smoothed over. */
export const lineOf = <D extends Derivation>(words: Words, input: LineInput<D>): ExplainedLine => {
  const { id, label, why, recorded, working, text = (value) => resultText(words, value) } = input;
  const { t } = words;
  const computed = why?.result ?? null;
  const shown = { recorded: text(recorded ?? null), computed: text(computed) };
  const isSame = recorded === undefined || recorded === computed;
  return {
    id,
    label,
    working: why === null ? [t('notYet')] : working(why),
    result: recorded === undefined ? shown.computed : shown.recorded,
    article: why === null ? undefined : articleText(words, why.article),
    differs: !isSame && why !== null,
    note: isSame ? undefined : why === null ? t('noteUnknown') : t('noteDiffers', shown),
  };
};

const subjectWorking =
  (words: Words, record: Circular22Record) =>
  (why: Derivation): string[] => {
    const { t } = words;
    const division = divisionText(why);
    if (division !== undefined) return [division];
    if (why.rule === 'empty-by-right') return [t(record.notAssessed ? 'notAssessed' : 'exempt')];
    if (why.rule === 'year-comment') return [t('yearComment')];
    const marks = why.inputs.map(({ value }) => resultText(words, value)).join(', ');
    const failed = why.inputs.filter(({ value }) => value === 'CĐ').length;
    return [failed === 0 ? t('commentPassed', { marks }) : t('commentFailed', { marks, count: failed })];
  };

/** A subject's terms and year, each with its marks and its division. */
const subjectSection = (
  words: Words,
  explanation: Circular22Explanation,
  code: SubjectCode,
): ExplainedSection => {
  const { record, computed, why, termOf } = explanation;
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
        label: words.t(`period.${when}`),
        why: when === 'year' || isEmpty ? year : termOf(code, when),
        recorded: record === undefined ? undefined : (recorded?.[when] ?? null),
        working: subjectWorking(words, computed),
      }),
    ),
  };
};

const learningSection = (words: Words, { record, why }: Circular22Explanation): ExplainedSection => ({
  id: 'learning',
  title: words.t('explainLearning'),
  lines: PERIODS.map((when) =>
    lineOf<LearningDerivation>(words, {
      id: when,
      label: words.t(`period.${when}`),
      why: why.learning[when],
      recorded: record === undefined ? undefined : record[when === 'year' ? 'whole' : when].learning,
      working: (derivation) => ratingLines(words, derivation),
    }),
  ),
});

/** What both terms gave, each as `text` says it. */
const bothTerms = ({ inputs }: Derivation, text: (value: DerivedValue) => string) => ({
  hk1: text(inputs[0]?.value ?? null),
  hk2: text(inputs[1]?.value ?? null),
});

const count = (value: DerivedValue): string => (value === null ? '–' : String(value));

const wholeLines = (words: Words, { record, why }: Circular22Explanation): ExplainedLine[] => {
  const { t } = words;
  const conduct = lineOf<Derivation>(words, {
    id: 'conduct',
    label: t('conduct'),
    why: why.conduct,
    recorded: record?.whole.conduct,
    working: (derivation) => [
      t(
        'conductFrom',
        bothTerms(derivation, (value) => resultText(words, value)),
      ),
    ],
  });
  const absent = lineOf<Derivation>(words, {
    id: 'absent',
    label: t('absent'),
    why: why.absent,
    recorded: record?.whole.absent,
    working: (derivation) => [t('absentFrom', bothTerms(derivation, count))],
    text: count,
  });
  return [conduct, absent];
};

/** The conditions, and the reading in force where both results of the year are Chưa đạt. */
const promotionWorking =
  (words: Words) =>
  (why: Derivation): string[] => {
    if (why.rule === 'not-assessed') return [words.t('principalDecides')];
    const reading = why.inputs.find(({ name }) => name === 'both-failed')?.value;
    const both =
      reading === undefined
        ? []
        : [words.t('bothFailed'), words.t(`bothFailedReading.${reading as 'repeat'}`)];
    return [...conditionLines(words, why), ...both];
  };

const endLines = (words: Words, { record, why }: Circular22Explanation): ExplainedLine[] => {
  const { t } = words;
  const promotion = lineOf<Derivation>(words, {
    id: 'promotion',
    label: t('promotion'),
    why: why.promotion,
    recorded: record?.promotion,
    working: promotionWorking(words),
    text: (value) => (value === null ? '–' : t(`promotionWord.${value as 'repeat'}`)),
  });
  const title = lineOf<Derivation>(words, {
    id: 'title',
    label: t('honour'),
    why: why.title,
    recorded: record?.title,
    working: (derivation) => conditionLines(words, derivation),
    text: (value) => (value === null ? t('honourNone') : t(`title_${value as 'good'}`)),
  });
  return why.title === null && (record?.title ?? null) === null ? [promotion] : [promotion, title];
};

/** Every result of a pupil's year with how it came about: what the year comes to, the ratings, then each subject. */
export const explainSections = (words: Words, explanation: Circular22Explanation): ExplainedSection[] => [
  {
    id: 'whole',
    title: words.t('explainWhole'),
    lines: [...wholeLines(words, explanation), ...endLines(words, explanation)],
  },
  learningSection(words, explanation),
  ...explanation.computed.subjects.map(({ subject }) => subjectSection(words, explanation, subject)),
];

/** How many results the record has otherwise than they come out here. */
export const countDiffering = (sections: readonly ExplainedSection[]): number =>
  sections.flatMap(({ lines }) => lines).filter(({ differs }) => differs).length;

import type { DerivedValue } from '@hocba/shared/marks/derivation';
import { SUBJECT_LEVELS, TRAIT_LEVELS } from '@hocba/shared/regulations/circular-27-2020/levels';
import {
  OUTCOMES,
  type Outcome,
  type OutcomeTrial,
} from '@hocba/shared/regulations/circular-27-2020/results/education-result';
import { TRAITS } from '@hocba/shared/regulations/circular-27-2020/traits';
import type { PrimaryLine, TraitLine } from '@hocba/shared/regulations/circular-27-2020/year/record';
import type { Language } from '../../../i18n/i18n.ts';
import type { Circular27Explanation } from '../../../model/explanation.ts';
import { type ExplainedLine, type ExplainedSection, lineOf } from './explain-sections.ts';
import type { Words } from './explain-words.ts';

/** Words, and the language that the names of the rules are in. */
export interface PrimaryWords extends Words {
  readonly language: Language;
}

const outcomeText = ({ language }: PrimaryWords, value: DerivedValue): string =>
  value === null ? '–' : OUTCOMES[value as Outcome][language];

/** One outcome held against the pupil: met, or what speaks against it, by name. */
const trialText = (words: PrimaryWords, { condition, against, met }: OutcomeTrial): string => {
  const { t, language } = words;
  const outcome = outcomeText(words, condition.outcome);
  if (met) return t('primary.trialMet', { outcome });
  const parts = [
    ['subjects', against.subjects.map(words.subject)] as const,
    ['traits', against.traits.map((code) => TRAITS[code][language])] as const,
    ['tests', against.tests.map(words.subject)] as const,
  ].filter(([, names]) => names.length > 0);
  const least = { lowest: String(condition.lowestTest / 10) };
  const conditions = parts.map(([what, names]) =>
    t(`primary.against.${what}`, { names: names.join(', '), ...least }),
  );
  return t('primary.trialMissed', { outcome, conditions: conditions.join('; ') });
};

/** The outcome that was met, and what the next one lacks; those above it lack that and more. */
const outcomeWorking = (words: PrimaryWords, trials: readonly OutcomeTrial[]): string[] => {
  const met = trials.find((trial) => trial.met);
  const missed = trials.findLast((trial) => !trial.met);
  return [met, missed].flatMap((trial) => (trial === undefined ? [] : [trialText(words, trial)]));
};

const awardWorking = (words: PrimaryWords, outcome: Outcome | null, award: string | null): string => {
  if (outcome === 'HTXS') return words.t('primary.awardExcellent');
  if (outcome !== 'HTT') return words.t('primary.awardNone');
  return words.t(award === 'exemplary' ? 'primary.awardTicked' : 'primary.awardOpen');
};

const wholeLines = (
  words: PrimaryWords,
  { record, why, computed }: Circular27Explanation,
): ExplainedLine[] => {
  const { t } = words;
  const { result, award, completion } = why;
  const isKnown = result.status === 'computed';
  const noAward = isKnown ? t('honourNone') : '–';
  const outcome = lineOf(words, {
    id: 'outcome',
    label: t('primary.outcome'),
    why: isKnown ? result.derivation : null,
    recorded: record?.outcome,
    working: () => outcomeWorking(words, result.trials),
    text: (value) => outcomeText(words, value),
  });
  const honour = lineOf(words, {
    id: 'award',
    label: t('primary.award'),
    why: isKnown ? award.derivation : null,
    recorded: record?.award,
    working: () => [awardWorking(words, result.outcome, award.award)],
    text: (value) => (value === null ? noAward : t(`primary.awardName.${value as 'excellent'}`)),
  });
  const end = lineOf(words, {
    id: 'completion',
    label: t('primary.completion'),
    why: completion.step === 'year-open' ? null : completion.derivation,
    recorded: record?.completion.step,
    working: () => [t(`primary.stepWhy.${completion.step as 'completed'}`)],
    text: (value) =>
      value === null ? '–' : t(`primary.step.${value as 'completed'}`, { grade: computed.grade }),
  });
  return [outcome, honour, end];
};

type Text = (line: PrimaryLine | TraitLine | undefined) => string;

/** What was entered for the end of the year: nothing is computed here, but the record may say otherwise. */
const entered = (
  words: PrimaryWords,
  id: string,
  label: string,
  lines: {
    readonly recorded: PrimaryLine | TraitLine | undefined;
    readonly computed: PrimaryLine | TraitLine;
  },
  text: Text,
  isHere: boolean,
): ExplainedLine => {
  const shown = { recorded: text(lines.recorded), computed: text(lines.computed) };
  const differs = isHere && shown.recorded !== shown.computed;
  return {
    id,
    label,
    working: [],
    result: isHere ? shown.recorded : shown.computed,
    article: undefined,
    note: differs ? words.t('noteDiffers', shown) : undefined,
    differs,
  };
};

const subjectText =
  ({ t, language }: PrimaryWords): Text =>
  (line) => {
    if (line === undefined || !('tests' in line)) return '–';
    if (line.exempt) return t('primary.exempt');
    const level = line.levels['end-year'];
    const test = line.tests['end-year'];
    return [
      level === null ? '–' : SUBJECT_LEVELS[level][language],
      ...(test === null ? [] : [String(test / 10)]),
    ].join(', ');
  };

const traitText =
  ({ language }: PrimaryWords): Text =>
  (line) => {
    const level = line === undefined || !('trait' in line) ? null : line.levels['end-year'];
    return level === null ? '–' : TRAIT_LEVELS[level][language];
  };

/** Every result of a primary year with how it came about, then what it rests on: the end of the year. */
export const explainPrimarySections = (
  words: PrimaryWords,
  explanation: Circular27Explanation,
): ExplainedSection[] => {
  const { record, computed } = explanation;
  const isHere = record !== undefined;
  const traitLines = (part: 'qualities' | 'competences'): ExplainedLine[] =>
    computed[part].map((line) => {
      const recorded = record?.[part].find(({ trait }) => trait === line.trait);
      const lines = { recorded, computed: line };
      return entered(words, line.trait, TRAITS[line.trait][words.language], lines, traitText(words), isHere);
    });
  return [
    { id: 'whole', title: words.t('explainWhole'), lines: wholeLines(words, explanation) },
    {
      id: 'subjects',
      title: words.t('primary.subjects'),
      lines: computed.subjects.map((line) => {
        const recorded = record?.subjects.find(({ subject }) => subject === line.subject);
        const lines = { recorded, computed: line };
        return entered(words, line.subject, words.subject(line.subject), lines, subjectText(words), isHere);
      }),
    },
    { id: 'qualities', title: words.t('primary.qualities'), lines: traitLines('qualities') },
    { id: 'competences', title: words.t('primary.competences'), lines: traitLines('competences') },
  ];
};

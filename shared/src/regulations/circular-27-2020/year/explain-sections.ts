import type { DerivedValue } from '../../../marks/derivation.ts';
import type { Words } from '../../../marks/words.ts';
import {
  type ExplainedLine,
  type ExplainedSection,
  lineOf,
  type ToExplain,
} from '../../explained/explained.ts';
import { SUBJECT_LEVELS, TRAIT_LEVELS } from '../levels.ts';
import { OUTCOMES, type Outcome, type OutcomeTrial } from '../results/education-result.ts';
import { TRAITS } from '../traits.ts';
import { explainCircular27Record, type PrimaryExplanation } from './explain-record.ts';
import type { Circular27Record, PrimaryLine, TraitLine } from './record.ts';

interface Circular27Explanation extends ToExplain<Circular27Record> {
  readonly why: PrimaryExplanation;
}

const outcomeText = ({ language }: Words, value: DerivedValue): string =>
  value === null ? '–' : OUTCOMES[value as Outcome][language];

/** One outcome held against the pupil: met, or what speaks against it, by name. */
const trialText = (words: Words, { condition, against, met }: OutcomeTrial): string => {
  const { say, language } = words;
  const outcome = outcomeText(words, condition.outcome);
  if (met) return say('primary.trialMet', { outcome });
  const parts = [
    ['subjects', against.subjects.map(words.subject)] as const,
    ['traits', against.traits.map((code) => TRAITS[code][language])] as const,
    ['tests', against.tests.map(words.subject)] as const,
  ].filter(([, names]) => names.length > 0);
  const least = { lowest: String(condition.lowestTest / 10) };
  const conditions = parts.map(([what, names]) =>
    say(`primary.against.${what}`, { names: names.join(', '), ...least }),
  );
  return say('primary.trialMissed', { outcome, conditions: conditions.join('; ') });
};

/** The outcome that was met, and what the next one lacks; those above it lack that and more. */
const outcomeWorking = (words: Words, trials: readonly OutcomeTrial[]): string[] => {
  const met = trials.find((trial) => trial.met);
  const missed = trials.findLast((trial) => !trial.met);
  return [met, missed].flatMap((trial) => (trial === undefined ? [] : [trialText(words, trial)]));
};

const awardWorking = (words: Words, outcome: Outcome | null, award: string | null): string => {
  if (outcome === 'HTXS') return words.say('primary.awardExcellent');
  if (outcome !== 'HTT') return words.say('primary.awardNone');
  return words.say(award === 'exemplary' ? 'primary.awardTicked' : 'primary.awardOpen');
};

const wholeLines = (words: Words, { record, why, computed }: Circular27Explanation): ExplainedLine[] => {
  const { say } = words;
  const { result, award, completion } = why;
  const isKnown = result.status === 'computed';
  const noAward = isKnown ? say('honourNone') : '–';
  const outcome = lineOf(words, {
    id: 'outcome',
    label: say('primary.outcome'),
    why: isKnown ? result.derivation : null,
    recorded: record?.outcome,
    working: () => outcomeWorking(words, result.trials),
    text: (value) => outcomeText(words, value),
  });
  const honour = lineOf(words, {
    id: 'award',
    label: say('primary.award'),
    why: isKnown ? award.derivation : null,
    recorded: record?.award,
    working: () => [awardWorking(words, result.outcome, award.award)],
    text: (value) => (value === null ? noAward : say(`primary.awardName.${value}`)),
  });
  const end = lineOf(words, {
    id: 'completion',
    label: say('primary.completion'),
    why: completion.step === 'year-open' ? null : completion.derivation,
    recorded: record?.completion.step,
    working: () => [say(`primary.stepWhy.${completion.step}`)],
    text: (value) => (value === null ? '–' : say(`primary.step.${value}`, { grade: computed.grade })),
  });
  return [outcome, honour, end];
};

type Text = (line: PrimaryLine | TraitLine | undefined) => string;

/** The entries for the end of the year: nothing is computed here, but the record may say otherwise. */
const entered = (
  words: Words,
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
    note: differs ? words.say('noteDiffers', shown) : undefined,
    differs,
  };
};

const subjectText =
  ({ say, language }: Words): Text =>
  (line) => {
    if (line === undefined || !('tests' in line)) return '–';
    if (line.exempt) return say('primary.exempt');
    const level = line.levels['end-year'];
    const test = line.tests['end-year'];
    return [
      level === null ? '–' : SUBJECT_LEVELS[level][language],
      ...(test === null ? [] : [String(test / 10)]),
    ].join(', ');
  };

const traitText =
  ({ language }: Words): Text =>
  (line) => {
    const level = line === undefined || !('trait' in line) ? null : line.levels['end-year'];
    return level === null ? '–' : TRAIT_LEVELS[level][language];
  };

/** Every result of a primary year with how it came about, then what it rests on: the end of the year. */
export const explainPrimarySections = (
  given: ToExplain<Circular27Record>,
  words: Words,
): ExplainedSection[] => {
  const explanation = { ...given, why: explainCircular27Record(given.computed) };
  const { record, computed } = explanation;
  const isHere = record !== undefined;
  const traitLines = (part: 'qualities' | 'competences'): ExplainedLine[] =>
    computed[part].map((line) => {
      const recorded = record?.[part].find(({ trait }) => trait === line.trait);
      const lines = { recorded, computed: line };
      return entered(words, line.trait, TRAITS[line.trait][words.language], lines, traitText(words), isHere);
    });
  return [
    { id: 'whole', title: words.say('explainWhole'), lines: wholeLines(words, explanation) },
    {
      id: 'subjects',
      title: words.say('primary.subjects'),
      lines: computed.subjects.map((line) => {
        const recorded = record?.subjects.find(({ subject }) => subject === line.subject);
        const lines = { recorded, computed: line };
        return entered(words, line.subject, words.subject(line.subject), lines, subjectText(words), isHere);
      }),
    },
    { id: 'qualities', title: words.say('primary.qualities'), lines: traitLines('qualities') },
    { id: 'competences', title: words.say('primary.competences'), lines: traitLines('competences') },
  ];
};

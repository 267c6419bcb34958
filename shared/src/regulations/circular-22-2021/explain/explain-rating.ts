import type { Derivation } from '../../../marks/derivation.ts';
import type { Words } from '../../../marks/words.ts';
import type { SubjectCode } from '../../../school/identifiers.ts';
import { conditionsText, resultText } from '../../explained/explain-words.ts';
import type { LearningDerivation } from '../results/learning-result.ts';

const LEVELS = ['CĐ', 'Đ', 'K', 'T'] as const;

/** The lift of Art. 9(3), where it could apply: one subject alone two or more levels down. */
const liftLines = (words: Words, { base, reading, readings, ambiguous }: LearningDerivation): string[] => {
  const { say } = words;
  const level = (value: string) => resultText(words, value);
  const { harmless, would, result } = readings[reading];
  const lines: string[] = [];
  if (harmless !== null) {
    const subject = words.subject(harmless as SubjectCode);
    lines.push(say('liftYes', { subject, would: level(would), result: level(result) }));
  } else if (base === 'CĐ' || base === 'Đ') lines.push(say('liftNo'));
  if (ambiguous) {
    const both = { replace: level(readings.replace.result), remove: level(readings.remove.result) };
    lines.push(say('liftBoth', both), say(`liftReading.${reading}`));
  }
  return lines;
};

/** How a learning result came about: the level reached, what the next one lacks, and the one-subject lift. */
export const ratingLines = (words: Words, why: LearningDerivation): string[] => {
  const { say } = words;
  const { base, conditions = [], inputs } = why;
  const next = LEVELS[LEVELS.indexOf(base) + 1];
  const met = conditions.filter(({ level }) => level === base);
  const missed = conditions.filter(({ level, holds }) => level === next && !holds);
  return [
    met.length === 0
      ? say('baseFail')
      : say('base', { level: resultText(words, base), conditions: conditionsText(words, met, inputs) }),
    ...(next === undefined
      ? []
      : [
          say('nextMissed', {
            level: resultText(words, next),
            conditions: conditionsText(words, missed, inputs),
          }),
        ]),
    ...liftLines(words, why),
  ];
};

/** Conditions met and not met, as promotion and titles have them; those of one level apart from the rest. */
export const conditionLines = (words: Words, { conditions = [] }: Derivation): string[] => {
  const { say } = words;
  const all = conditions.filter(({ level }) => level === undefined);
  const extra = conditions.filter(({ level }) => level !== undefined);
  const met = all.filter(({ holds }) => holds);
  const missed = all.filter(({ holds }) => !holds);
  // A pupil who misses the lower title misses the higher one too, and that need not be said.
  const more = missed.length > 0 ? [] : extra;
  return [
    ...(met.length > 0 ? [say('met', { conditions: conditionsText(words, met) })] : []),
    ...(missed.length > 0 ? [say('missed', { conditions: conditionsText(words, missed) })] : []),
    ...more.map((condition) => {
      const text = conditionsText(words, [condition]);
      return condition.holds
        ? say('excellentMet', { conditions: text })
        : say('excellentMissed', { conditions: text });
    }),
  ];
};

import type { Derivation } from '@hocba/shared/marks/derivation';
import type { LearningDerivation } from '@hocba/shared/regulations/circular-22-2021/results/learning-result';
import type { SubjectCode } from '@hocba/shared/school/identifiers';
import { conditionsText, resultText, type Words } from './explain-words.ts';

const LEVELS = ['CĐ', 'Đ', 'K', 'T'] as const;

/** The lift of Art. 9(3), where it could apply: one subject alone two or more levels down. */
const liftLines = (words: Words, { base, reading, readings, ambiguous }: LearningDerivation): string[] => {
  const { t } = words;
  const level = (value: string) => resultText(words, value);
  const { harmless, would, result } = readings[reading];
  const lines: string[] = [];
  if (harmless !== null) {
    const subject = words.subject(harmless as SubjectCode);
    lines.push(t('liftYes', { subject, would: level(would), result: level(result) }));
  } else if (base === 'CĐ' || base === 'Đ') lines.push(t('liftNo'));
  if (ambiguous) {
    const both = { replace: level(readings.replace.result), remove: level(readings.remove.result) };
    lines.push(t('liftBoth', both), t(`liftReading.${reading}`));
  }
  return lines;
};

/** How a learning result came about: the level reached, what the next one lacks, and the one-subject lift. */
export const ratingLines = (words: Words, why: LearningDerivation): string[] => {
  const { t } = words;
  const { base, conditions = [], inputs } = why;
  const next = LEVELS[LEVELS.indexOf(base) + 1];
  const met = conditions.filter(({ level }) => level === base);
  const missed = conditions.filter(({ level, holds }) => level === next && !holds);
  return [
    met.length === 0
      ? t('baseFail')
      : t('base', { level: resultText(words, base), conditions: conditionsText(words, met, inputs) }),
    ...(next === undefined
      ? []
      : [
          t('nextMissed', {
            level: resultText(words, next),
            conditions: conditionsText(words, missed, inputs),
          }),
        ]),
    ...liftLines(words, why),
  ];
};

/** Conditions met and not met, as promotion and titles have them; those of one level apart from the rest. */
export const conditionLines = (words: Words, { conditions = [] }: Derivation): string[] => {
  const { t } = words;
  const all = conditions.filter(({ level }) => level === undefined);
  const extra = conditions.filter(({ level }) => level !== undefined);
  const met = all.filter(({ holds }) => holds);
  const missed = all.filter(({ holds }) => !holds);
  // A pupil who misses the lower title misses the higher one too, and that need not be said.
  const more = missed.length > 0 ? [] : extra;
  return [
    ...(met.length > 0 ? [t('met', { conditions: conditionsText(words, met) })] : []),
    ...(missed.length > 0 ? [t('missed', { conditions: conditionsText(words, missed) })] : []),
    ...more.map((condition) => {
      const text = conditionsText(words, [condition]);
      return condition.holds
        ? t('excellentMet', { conditions: text })
        : t('excellentMissed', { conditions: text });
    }),
  ];
};

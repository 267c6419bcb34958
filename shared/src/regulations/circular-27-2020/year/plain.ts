import type { Words } from '../../../marks/words.ts';
import type { PlainFact } from '../../page.ts';
import { OUTCOMES } from '../results/education-result.ts';
import type { PrimarySubject } from './signed.ts';

type PageWords = Pick<Words, 'say' | 'language'>;
type Step = PrimarySubject['completion']['step'];

const TONES: Readonly<Record<Step, PlainFact['tone']>> = {
  'year-open': 'neutral',
  completed: 'good',
  guidance: 'watch',
  'head-decides': 'watch',
  'promoted-by-head': 'good',
  retained: 'watch',
  'not-assessed': 'neutral',
};

/** How the year ended. Circular 27/2020, Art. 11. */
const stepOf = ({ completion, grade }: PrimarySubject, { say }: PageWords): PlainFact[] => {
  if (completion.step === 'year-open') return [];
  const key = completion.completedPrimary === true ? 'primary' : completion.step;
  const text = say(`record.plain.${key}`, { grade, next: grade + 1 });
  return [{ about: 'step', text, tone: TONES[completion.step] }];
};

/** A signed year of grades 1–5 in plain words. No rank and no comparison with others: Circular 15/2026, Art. 22. */
export const plainOf = (subject: PrimarySubject, words: PageWords): PlainFact[] => {
  const { say, language } = words;
  const { outcome, award, absent } = subject;
  return [
    ...stepOf(subject, words),
    ...(outcome === null
      ? []
      : [
          {
            about: 'results',
            text: say('record.plain.outcome', { outcome: OUTCOMES[outcome][language] }),
            tone: 'neutral',
          } as const,
        ]),
    ...(absent.year === null
      ? []
      : [
          {
            about: 'absent',
            text: say('record.plain.absentDays', { count: absent.year }),
            tone: 'neutral',
          } as const,
        ]),
    ...(award === null
      ? []
      : [
          {
            about: 'award',
            text: say('record.plain.award', { award: say(`record.primary.award.${award}`) }),
            tone: 'good',
          } as const,
        ]),
  ];
};

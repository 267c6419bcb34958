import type { Words } from '../../../marks/words.ts';
import type { PlainFact } from '../../page.ts';
import { OUTCOMES } from '../results/education-result.ts';
import type { PrimarySubject } from './signed.ts';

type PageWords = Pick<Words, 'say' | 'language'>;
type Step = PrimarySubject['completion']['step'];

/** The tone of each sentence about the next step, and the grade that it names. */
const STEPS: Readonly<
  Record<Exclude<Step, 'year-open'> | 'primary', readonly [tone: PlainFact['tone'], names?: 'grade' | 'next']>
> = {
  completed: ['good', 'next'],
  primary: ['good'],
  guidance: ['watch', 'grade'],
  'head-decides': ['watch', 'grade'],
  'promoted-by-head': ['good', 'next'],
  retained: ['watch', 'grade'],
  'not-assessed': ['neutral'],
};

/** How the year ended. Circular 27/2020, Art. 11. */
const stepOf = ({ completion, grade }: PrimarySubject, { say }: PageWords): PlainFact[] => {
  if (completion.step === 'year-open') return [];
  const key = completion.completedPrimary === true ? 'primary' : completion.step;
  const [tone, names] = STEPS[key];
  const grades = { grade, next: grade + 1 };
  const text = say(`record.plain.${key}`, grades);
  return [{ id: names === undefined ? key : `${key}.${grades[names]}`, about: 'step', text, tone }];
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
            id: `outcome.${outcome}`,
            about: 'results',
            text: say('record.plain.outcome', { outcome: OUTCOMES[outcome][language] }),
            tone: 'neutral',
          } as const,
        ]),
    ...(absent.year === null
      ? []
      : [
          {
            id: `absentDays.${absent.year}`,
            about: 'absent',
            text: say('record.plain.absentDays', { count: absent.year }),
            tone: 'neutral',
          } as const,
        ]),
    ...(award === null
      ? []
      : [
          {
            id: `award.primary.${award}`,
            about: 'award',
            text: say('record.plain.award', { award: say(`record.primary.award.${award}`) }),
            tone: 'good',
          } as const,
        ]),
  ];
};

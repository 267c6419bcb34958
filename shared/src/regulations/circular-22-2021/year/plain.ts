import type { Words } from '../../../marks/words.ts';
import type { PlainFact } from '../../page.ts';
import type { SecondarySubject } from './signed.ts';

type Say = Pick<Words, 'say'>;
type Promotion = NonNullable<SecondarySubject['promotion']>;

/** The last grades of the lower and the upper secondary school lead to no next class. */
const isLast = (grade: number): boolean => grade === 9 || grade === 12;

/** The tone of each sentence about the next step, and the grade that it names. */
const STEPS: Readonly<
  Record<Promotion | 'finished', readonly [tone: PlainFact['tone'], names?: 'grade' | 'next']>
> = {
  promoted: ['good', 'next'],
  finished: ['good', 'grade'],
  retest: ['watch'],
  'summer-training': ['watch'],
  repeat: ['watch', 'grade'],
  'not-assessed': ['neutral'],
};

/** How the year ended: after the summer, where there was one. Circular 22/2021, Art. 12–14. */
const stepOf = ({ promotion, summer, grade }: SecondarySubject, { say }: Say): PlainFact[] => {
  const step = summer?.promotion ?? promotion;
  if (step === null) return [];
  const key = step === 'promoted' && isLast(grade) ? 'finished' : step;
  const [tone, names] = STEPS[key];
  const grades = { grade, next: grade + 1 };
  const text = say(`record.plain.${key}`, grades);
  return [{ id: names === undefined ? key : `${key}.${grades[names]}`, about: 'step', text, tone }];
};

const resultsOf = ({ results, summer }: SecondarySubject, { say }: Say): PlainFact[] => {
  const learning = summer?.learning ?? results.year.learning;
  const conduct = summer?.conduct ?? results.year.conduct;
  const told = [
    ['learning', learning],
    ['conduct', conduct],
  ] as const;
  return told.flatMap(([key, level]) => {
    if (level === null) return [];
    const text = say(`record.plain.${key}`, { level: say(`record.level.${level}`) });
    const tone = level === 'CĐ' ? 'watch' : 'neutral';
    return [{ id: `${key}.${level}`, about: 'results', text, tone } as const];
  });
};

/** A signed year of grades 6–12 in plain words. No rank and no comparison with others: Circular 15/2026, Art. 22. */
export const plainOf = (subject: SecondarySubject, words: Say): PlainFact[] => {
  const { say } = words;
  const { absent } = subject.results.year;
  return [
    ...stepOf(subject, words),
    ...resultsOf(subject, words),
    ...(absent === null
      ? []
      : [
          {
            id: `absent.${absent}`,
            about: 'absent',
            text: say('record.plain.absent', { count: absent }),
            tone: 'neutral',
          } as const,
        ]),
    ...(subject.title === null
      ? []
      : [
          {
            id: `award.${subject.title}`,
            about: 'award',
            text: say('record.plain.award', { award: say(`record.award.${subject.title}`) }),
            tone: 'good',
          } as const,
        ]),
  ];
};

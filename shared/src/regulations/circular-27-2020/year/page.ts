import type { Words } from '../../../marks/words.ts';
import type { Language } from '../../../text/language.ts';
import type { PageCell, PagePart, PageTable } from '../../page.ts';
import type { SignedPage } from '../../regulation.ts';
import { SUBJECT_LEVELS, TRAIT_LEVELS } from '../levels.ts';
import { POINTS, type Point } from '../points.ts';
import { OUTCOMES } from '../results/education-result.ts';
import { TRAITS } from '../traits.ts';
import { plainOf } from './plain.ts';
import type { PrimarySubject, SignedPrimaryLine, SignedTrait } from './signed.ts';

type PageWords = Pick<Words, 'say' | 'language'>;

/** The points before the end of the year; what the year comes to stands beside them in words. */
const DURING: readonly Point[] = ['mid-hk1', 'end-hk1', 'mid-hk2'];

/** `T 9`: level and test at one point of the year, a dash where there was none. */
const briefly = ({ levels, tests }: SignedPrimaryLine, point: Point): string =>
  [levels[point], tests[point]].filter((value) => value !== null).join(' ') || '–';

const pointHeads = (language: PageWords['language']): PageCell[] =>
  DURING.map((point) => ({ text: POINTS[point][language] }));

/** Subjects and activities: what was reached in the course of the year and at its end, with the teacher's remark. */
const subjectsTable = ({ subjects }: PrimarySubject, { say, language }: PageWords): PageTable => {
  const title = say('record.primary.subjects');
  const cellsOf = (line: SignedPrimaryLine): PageCell[] => {
    if (line.exempt) return [{ text: say('record.exempt'), columns: 5 }];
    const level = line.levels['end-year'];
    return [
      ...DURING.map((point) => ({ text: briefly(line, point) })),
      { text: level === null ? '–' : SUBJECT_LEVELS[level][language], look: 'whole' },
      { text: line.tests['end-year'] ?? '–', look: 'whole' },
    ];
  };
  return {
    kind: 'table',
    caption: title,
    scrollsAs: title,
    heads: [
      [
        { text: say('record.subject'), rows: 2 },
        { text: say('record.primary.during'), columns: DURING.length },
        { text: POINTS['end-year'][language], columns: 2 },
        { text: say('record.primary.remark'), rows: 2 },
      ],
      [...pointHeads(language), { text: say('record.primary.level') }, { text: say('record.primary.test') }],
    ],
    rows: subjects.map((line) => ({
      id: line.code,
      head: line.name,
      cells: [...cellsOf(line), { text: line.remark ?? '', look: 'remark' }],
    })),
  };
};

const traitsTable = (caption: string, traits: readonly SignedTrait[], language: Language): PageTable => ({
  kind: 'table',
  caption,
  heads: [[{ text: '' }, ...pointHeads(language), { text: POINTS['end-year'][language] }]],
  rows: traits.map(({ code, name, levels }) => {
    const level = levels['end-year'];
    return {
      id: code,
      head: name,
      cells: [
        ...DURING.map((point) => ({ text: levels[point] ?? '–' })),
        { text: level === null ? '–' : TRAIT_LEVELS[level][language], look: 'whole' },
      ],
    };
  }),
});

const conclusion = (subject: PrimarySubject, { say, language }: PageWords): PagePart => {
  const { outcome, award, completion, grade, absent } = subject;
  const isDone = completion.completedPrimary === true;
  return {
    kind: 'facts',
    facts: [
      [say('record.primary.outcome'), outcome === null ? '–' : OUTCOMES[outcome][language]],
      [say('record.awardLabel'), say(`record.primary.award.${award ?? 'none'}`)],
      [
        say('record.primary.completion'),
        isDone
          ? say('record.primary.step.primary')
          : say(`record.primary.step.${completion.step}`, { grade }),
      ],
      [
        say('record.primary.absent'),
        say('record.primary.absentText', {
          year: absent.year ?? '–',
          hk1: absent.hk1 ?? '–',
          hk2: absent.hk2 ?? '–',
        }),
      ],
    ],
    ...(subject.notAssessed ? { note: say('record.notAssessed') } : {}),
  };
};

/** The page of a signed year of grades 1–5: subjects, qualities, competences, the result of the year. */
const pageOf = (subject: PrimarySubject, words: PageWords): PagePart[] => {
  const { say, language } = words;
  const ofKind = (kind: string) => subject.competences.filter(({ code }) => TRAITS[code].kind === kind);
  return [
    subjectsTable(subject, words),
    {
      kind: 'tables',
      label: say('record.primary.traits'),
      tables: [
        traitsTable(say('record.primary.qualities'), subject.qualities, language),
        traitsTable(say('record.primary.general'), ofKind('general'), language),
        traitsTable(say('record.primary.specific'), ofKind('specific'), language),
      ],
    },
    { kind: 'legend', text: say('record.primary.legend') },
    conclusion(subject, words),
  ];
};

/** How a signed year is laid out, and how it is told to a family. */
export const page: SignedPage<PrimarySubject> = { pageOf, plainOf };

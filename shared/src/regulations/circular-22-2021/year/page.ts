import type { Words } from '../../../marks/words.ts';
import type { PageCell, PagePart, PageRow, PageTable } from '../../page.ts';
import type { SignedPage } from '../../regulation.ts';
import { plainOf } from './plain.ts';
import type { SecondarySubject, SignedSubject } from './signed.ts';

/** Marks are signed as `8.5` and read as `8,5`; a dash says that nothing stands there by right. */
const markText = (mark: SignedSubject['hk1']): string => (mark === null ? '–' : mark.replace('.', ','));

/** Teachers who closed this subject's sheets; one name when it was the same person in both terms. */
const teachersOf = ({ approvals }: SecondarySubject, code: string): string =>
  [
    ...new Set(approvals.filter(({ role }) => role.startsWith(`subject:${code}:`)).map(({ name }) => name)),
  ].join(', ');

const subjectsTable = (subject: SecondarySubject, { say }: Pick<Words, 'say'>): PageTable => {
  const hasRetest = subject.subjects.some(({ retest }) => retest !== undefined);
  const columns = hasRetest ? 4 : 3;
  const cellsOf = ({ exempt, hk1, hk2, year, retest }: SignedSubject): PageCell[] =>
    exempt && year === null
      ? [{ text: say('record.exempt'), columns }]
      : [
          { text: markText(hk1) },
          { text: markText(hk2) },
          { text: markText(year), look: 'whole' },
          ...(hasRetest ? [{ text: markText(retest ?? null), look: 'whole' as const }] : []),
        ];
  return {
    kind: 'table',
    scrollsAs: say('record.marks'),
    heads: [
      [
        { text: say('record.subject'), rows: 2 },
        { text: say('record.marks'), columns },
        { text: say('record.teacher'), rows: 2 },
      ],
      [
        { text: say('record.hk1') },
        { text: say('record.hk2') },
        { text: say('record.year') },
        ...(hasRetest ? [{ text: say('record.retest') }] : []),
      ],
    ],
    rows: subject.subjects.map((line) => ({
      id: line.code,
      head: line.name,
      cells: [...cellsOf(line), { text: teachersOf(subject, line.code), look: 'teacher' }],
    })),
  };
};

const resultsTable = ({ results, summer }: SecondarySubject, { say }: Pick<Words, 'say'>): PageTable => {
  const level = (code: 'T' | 'K' | 'Đ' | 'CĐ' | null) => (code === null ? '–' : say(`record.level.${code}`));
  const rows = (['hk1', 'hk2', 'year'] as const).map((term): PageRow => {
    const { conduct, learning, absent } = results[term];
    const cells = [level(conduct), level(learning), String(absent ?? '–')];
    return { id: term, head: say(`record.${term}`), cells: cells.map((text) => ({ text })) };
  });
  const after = summer && [level(summer.conduct), level(summer.learning), '–'];
  return {
    kind: 'table',
    caption: say('record.results'),
    heads: [
      [
        { text: say('record.term') },
        { text: say('record.conduct') },
        { text: say('record.learning') },
        { text: say('record.absent') },
      ],
    ],
    rows: [
      ...rows,
      ...(after === undefined
        ? []
        : [{ id: 'summer', head: say('record.afterSummer'), cells: after.map((text) => ({ text })) }]),
    ],
  };
};

const conclusion = (subject: SecondarySubject, { say }: Pick<Words, 'say'>): PagePart => {
  const { promotion, grade, summer } = subject;
  // The last grade of a school level leads to no next class.
  const isLast = grade === 9 || grade === 12;
  const textOf = (what: NonNullable<SecondarySubject['promotion']>) =>
    what === 'promoted' && isLast
      ? say('record.promotion.finished', { grade })
      : say(`record.promotion.${what}`);
  return {
    kind: 'facts',
    facts: [
      [say('record.promotion.label'), promotion === null ? '–' : textOf(promotion)],
      ...(summer === undefined ? [] : [[say('record.afterSummer'), textOf(summer.promotion)] as const]),
      [say('record.awardLabel'), say(`record.award.${subject.title ?? 'none'}`)],
    ],
    ...(subject.notAssessed ? { note: say('record.notAssessed') } : {}),
  };
};

/** The page of a signed year of grades 6–12: marks, results, what follows from them. */
const pageOf = (subject: SecondarySubject, words: Pick<Words, 'say'>): PagePart[] => [
  subjectsTable(subject, words),
  resultsTable(subject, words),
  conclusion(subject, words),
];

/** How a signed year is laid out, and how it is told to a family. */
export const page: SignedPage<SecondarySubject> = { pageOf, plainOf };

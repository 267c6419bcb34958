import type { CellValue } from '@hocba/shared/marks/cell';
import type { EntryCell } from '@hocba/shared/record/entry';
import { columnsOf } from '@hocba/shared/regulations/circular-22-2021/sheet/columns';
import { SUBJECTS } from '@hocba/shared/school/curriculum/curriculum';
import {
  type AccountName,
  type ColumnCode,
  HOMEROOM,
  type SheetId,
  type SubjectCode,
  sheetIdOf,
  type Term,
} from '@hocba/shared/school/identifiers';
import type { DemoClass } from './classes.ts';
import type { DemoPupil } from './pupils.ts';
import { type Random, randomOf } from './random.ts';

/**
 * The marks of one teacher on one sheet, as the cells of one entry on an empty sheet, and whether the sheet is then
 * closed.
 */
export interface DemoSheet {
  readonly sheet: SheetId;
  readonly by: AccountName;
  readonly cells: readonly EntryCell[];
  readonly closed: boolean;
}

const TERMS: readonly Term[] = ['hk1', 'hk2'];

const REMARKS = {
  high: [
    'Chăm ngoan, học tốt, tích cực giúp đỡ bạn.',
    'Tiếp thu nhanh, có ý thức tự học cao.',
    'Học đều các môn, gương mẫu trong mọi hoạt động của lớp.',
    'Lễ phép, tự giác, có năng lực tổ chức.',
  ],
  middle: [
    'Ngoan, có ý thức học tập, cần phát biểu nhiều hơn.',
    'Chăm chỉ, hoà đồng với bạn bè.',
    'Có tiến bộ, cần rèn thêm kỹ năng trình bày.',
    'Thực hiện tốt nội quy, học khá đều.',
  ],
  low: [
    'Có cố gắng, cần chú ý hơn khi làm bài.',
    'Ngoan, cần chuẩn bị bài kỹ hơn trước khi đến lớp.',
    'Cần đi học chuyên cần và hỏi thầy cô khi chưa hiểu bài.',
  ],
} as const;

const within = (low: number, value: number, high: number): number => Math.min(high, Math.max(low, value));

/** Regular marks are given in halves, tests in tenths; those who do worse than 4 are not in this province. */
const scoreOf = (random: Random, level: number, column: ColumnCode): number => {
  const mark = within(40, level + random.around(9), 100);
  return column.startsWith('tx') ? Math.round(mark / 5) * 5 : mark;
};

const homeroomCell = (random: Random, { ability }: DemoPupil, column: ColumnCode): CellValue => {
  if (column === 'absent') return Math.max(0, random.between(-2, 5) + random.around(2));
  if (column === 'remark') {
    return random.pick(ability >= 80 ? REMARKS.high : ability >= 66 ? REMARKS.middle : REMARKS.low);
  }
  const roll = random.between(1, 100) + (ability < 66 ? 15 : 0);
  return roll <= 85 ? 'T' : roll <= 110 ? 'K' : 'Đ';
};

/** A comment subject is failed now and then in the first term and made up for in the second. */
const commentOf = (random: Random, term: Term): CellValue =>
  term === 'hk1' && random.chance(0.3) ? 'CĐ' : 'Đ';

/** Columns that are filled: all of a finished year, the first ones of the present term. */
const filledColumns = (
  { state }: DemoClass,
  subject: SubjectCode,
  term: Term,
  columns: readonly ColumnCode[],
): ColumnCode[] => {
  if (state === 'running') {
    if (term === 'hk2' || subject === HOMEROOM) return [];
    return columns.filter((column) => ['tx1', 'tx2', 'gk'].includes(column));
  }
  const lacksEnd = state === 'unfinished' && subject === ('toan' as string) && term === 'hk2';
  return columns.filter((column) => !(lacksEnd && column === 'ck'));
};

/**
 * Maths of the sample class in the present term stays empty: it is entered, or imported, in front of those
 * who watch.
 */
const isLeftEmpty = (c: DemoClass, subject: SubjectCode): boolean =>
  c.state === 'running' && c.homeroom === ('gvcn.8a1' as string) && subject === ('toan' as string);

const cellsOf = (
  seed: number,
  c: DemoClass,
  subject: SubjectCode,
  term: Term,
  columns: readonly ColumnCode[],
): EntryCell[] =>
  c.students.flatMap(({ pupil, status, joinedOn }): EntryCell[] => {
    if (status !== 'studying' || pupil.exempt.includes(subject) || pupil.notAssessed) return [];
    const random = randomOf(seed, `${c.year} ${subject} ${term} ${pupil.id}`);
    const liking = randomOf(seed, `${subject} ${pupil.id}`).around(8);
    // Nobody in this province stays down: every finished year leads to the next one.
    const level = Math.max(56, pupil.ability + liking + random.around(3));
    // A pupil who joined after the first weeks has no mark from them.
    const own = joinedOn === null ? columns : columns.filter((column) => column !== 'tx1');
    return own.map((column): EntryCell => {
      if (subject === HOMEROOM) return [pupil.id, column, homeroomCell(random, pupil, column), null];
      const isScored = SUBJECTS[subject]?.mode === 'score';
      const value = isScored ? scoreOf(random, level, column) : commentOf(random, term);
      return [pupil.id, column, value, null];
    });
  });

/** Every sheet of a class-year on which something is entered; 42 pupils and six columns fit into one entry. */
export function* sheetsOf(seed: number, c: DemoClass): Iterable<DemoSheet> {
  const taught = [...c.subjects, { subject: HOMEROOM, regularMarks: 0, teacher: c.homeroom }];
  for (const term of TERMS) {
    for (const { subject, regularMarks, teacher } of taught) {
      const all = columnsOf(subject, regularMarks);
      const columns = isLeftEmpty(c, subject) ? [] : filledColumns(c, subject, term, all);
      const cells = cellsOf(seed, c, subject, term, columns);
      if (cells.length === 0) continue;
      const closed = columns.length === all.length;
      yield { sheet: sheetIdOf(c.class, subject, term), by: teacher ?? c.homeroom, cells, closed };
    }
  }
}

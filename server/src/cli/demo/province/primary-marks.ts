import type { CellValue } from '@hocba/shared/marks/cell';
import type { EntryCell } from '@hocba/shared/record/entry';
import {
  type PrimarySheet,
  primaryColumnKindOf,
  primaryColumnsOf,
} from '@hocba/shared/regulations/circular-27-2020/sheet/columns';
import {
  type ColumnCode,
  HOMEROOM,
  type SubjectCode,
  sheetIdOf,
  type Term,
} from '@hocba/shared/school/identifiers';
import type { DemoClass } from './classes.ts';
import type { DemoSheet } from './marks.ts';
import type { DemoPupil } from './pupils.ts';
import { type Random, randomOf } from './random.ts';

const TERMS: readonly Term[] = ['hk1', 'hk2'];
/** From this ability on, in tenths of a mark, a pupil has every level at its best. */
const STRONG = 74;

const SUBJECT_REMARKS = {
  strong: [
    'Nắm vững kiến thức, vận dụng tốt vào bài tập.',
    'Tiếp thu bài nhanh, trình bày sạch đẹp.',
    'Tích cực phát biểu, hoàn thành tốt nhiệm vụ học tập.',
  ],
  others: [
    'Nắm được kiến thức cơ bản, cần luyện tập thêm.',
    'Có tiến bộ, cần tự tin hơn khi trình bày.',
    'Hoàn thành bài đầy đủ, cần cẩn thận hơn.',
  ],
} as const;

const HOMEROOM_REMARKS = {
  strong: [
    'Em chăm ngoan, tự giác, biết giúp đỡ bạn bè.',
    'Em lễ phép, mạnh dạn, tích cực tham gia hoạt động của lớp.',
  ],
  others: ['Em ngoan, hoà đồng với bạn; cần mạnh dạn hơn.', 'Em có cố gắng; cần tự giác học bài ở nhà.'],
} as const;

/** Whole points: good work goes with 8 to 10, the rest with 5 to 8; nobody in this province stays down. */
const testOf = (random: Random, isStrong: boolean, ability: number): number => {
  if (!isStrong) return random.between(5, 8) * 10;
  return Math.min(100, Math.max(80, Math.round((ability + 14 + random.around(6)) / 10) * 10));
};

/** The value that a teacher puts into one cell; null where it stays empty. */
const cellOf = (
  random: Random,
  { ability }: DemoPupil,
  sheet: PrimarySheet,
  column: ColumnCode,
): CellValue | null => {
  const isStrong = ability >= STRONG;
  const who = isStrong ? 'strong' : 'others';
  switch (primaryColumnKindOf(sheet, column as Parameters<typeof primaryColumnKindOf>[1])) {
    case 'level':
      return isStrong || random.chance(40) ? 'T' : 'H';
    case 'trait':
      return isStrong || random.chance(60) ? 'T' : 'Đ';
    case 'test':
      return testOf(random, isStrong, ability);
    case 'count':
      return Math.max(0, random.between(-2, 3));
    case 'tick':
      return isStrong && random.chance(60) ? 'x' : null;
    default:
      return random.pick((sheet.subject === HOMEROOM ? HOMEROOM_REMARKS : SUBJECT_REMARKS)[who]);
  }
};

/**
 * Columns that are filled: all of a finished year, the middle of the first term in the present one; Toán stays without
 * its last test in the unfinished year, and empty in the present one, for those who watch to enter.
 */
const filledColumns = ({ state }: DemoClass, sheet: PrimarySheet): ColumnCode[] => {
  const columns: ColumnCode[] = primaryColumnsOf(sheet);
  const isMaths = sheet.subject === ('toan' as string);
  if (state === 'running') {
    return sheet.term === 'hk2' || isMaths ? [] : columns.filter((column) => column.startsWith('gk'));
  }
  const lacksEnd = state === 'unfinished' && isMaths && sheet.term === 'hk2';
  return columns.filter((column) => !(lacksEnd && column === 'ck'));
};

const sheetOf = (seed: number, c: DemoClass, subject: SubjectCode, term: Term): EntryCell[] => {
  const sheet = { grade: c.grade, subject, term };
  const columns = filledColumns(c, sheet);
  return c.students.flatMap(({ pupil, status }): EntryCell[] => {
    if (status !== 'studying' || pupil.exempt.includes(subject) || pupil.notAssessed) return [];
    const random = randomOf(seed, `${c.year} ${subject} ${term} ${pupil.id}`);
    return columns.flatMap((column): EntryCell[] => {
      const value = cellOf(random, pupil, sheet, column);
      return value === null ? [] : [[pupil.id, column, value, null]];
    });
  });
};

/** Every sheet of a primary class-year on which something is entered, each as one entry. */
export function* primarySheetsOf(seed: number, c: DemoClass): Iterable<DemoSheet> {
  const taught = [...c.subjects, { subject: HOMEROOM, teacher: c.homeroom }];
  for (const term of TERMS) {
    for (const { subject, teacher } of taught) {
      const cells = sheetOf(seed, c, subject, term);
      if (cells.length === 0) continue;
      const sheet = { grade: c.grade, subject, term };
      const closed = filledColumns(c, sheet).length === primaryColumnsOf(sheet).length;
      yield { sheet: sheetIdOf(c.class, subject, term), by: teacher ?? c.homeroom, cells, closed };
    }
  }
}

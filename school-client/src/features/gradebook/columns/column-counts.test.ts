import { checkSheetComplete } from '@hocba/shared/record/check-sheet';
import { emptySheet } from '@hocba/shared/record/fold';
import type { ClassList } from '@hocba/shared/school/class-list';
import type { ColumnCode, SheetId } from '@hocba/shared/school/identifiers';
import { expect, it } from 'vitest';
import { columnCounts } from './column-counts.ts';

const SHEET = '8A1:toan:hk1' as SheetId;
const pupil = (id: string, order: number) => ({ id, order, name: id, status: 'studying', exempt: [] });
const classList = {
  year: '2026-2027',
  class: '8A1',
  grade: 8,
  subjects: [{ subject: 'toan', regularMarks: 4 }],
  students: [pupil('s000000000001', 1), pupil('s000000000002', 2), pupil('s000000000003', 3)],
} as unknown as ClassList;

const sheetWith = (tx2: Readonly<Record<string, unknown>>) => {
  const cells = Object.fromEntries(
    Object.entries(tx2).map(([id, value]) => [id, { tx2: [value, 'e', 'a', 't'] }]),
  );
  const shown = { ...emptySheet(SHEET), cells } as never;
  return { classList, folded: { shown } as never, missing: checkSheetComplete(classList, shown) };
};

it('field 6: an absent pupil counts as missing beside the grid too, and is named as absent', () => {
  const sheet = sheetWith({ s000000000001: 'V', s000000000002: 85 });
  expect(columnCounts(sheet, 'tx2' as ColumnCode)).toEqual({ entered: 1, total: 3, missing: 2, absent: 1 });
});

it('field 6: a column that may stay empty lacks nothing', () => {
  expect(columnCounts(sheetWith({}), 'tx9' as ColumnCode)).toEqual({ entered: 0, total: 3 });
});

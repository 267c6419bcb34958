import { expect, it } from 'vitest';
import type { ClassList, ClassStudent } from '../school/class-list.ts';
import type { SheetId, SubjectCode } from '../school/identifiers.ts';
import { checkSheetComplete } from './check-sheet.ts';
import type { SheetState } from './sheet-state.ts';

const student = (id: string, more: Partial<ClassStudent> = {}): ClassStudent =>
  ({ id, status: 'studying', exempt: [], notAssessed: false, ...more }) as ClassStudent;

const an = student('saaaaaaaaaaaa');
const binh = student('sbbbbbbbbbbbb');
const list = {
  subjects: [{ subject: 'gdtc', regularMarks: 2, teacher: null }],
  students: [
    an,
    binh,
    student('scccccccccccc', { exempt: ['gdtc' as SubjectCode] }),
    student('sdddddddddddd', { notAssessed: true }),
    student('seeeeeeeeeeee', { status: 'moved-away' }),
  ],
} as unknown as ClassList;

const sheet = (id: string, rows: Record<string, Record<string, unknown>>): SheetState =>
  ({
    sheet: id as SheetId,
    cells: Object.fromEntries(
      Object.entries(rows).map(([pupil, row]) => [
        pupil,
        Object.fromEntries(Object.entries(row).map(([column, value]) => [column, [value, 'e', 'a', 't']])),
      ]),
    ),
  }) as unknown as SheetState;

const found = (state: SheetState) =>
  checkSheetComplete(list, state).map(({ code, student: pupil, column }) => [code, pupil, column]);

const full = { tx1: 'Đ', tx2: 'Đ', gk: 'Đ', ck: 'CĐ' };

it('is complete without those who have a right to empty cells or have left', () => {
  expect(found(sheet('8A1:gdtc:hk1', { [an.id]: full, [binh.id]: full }))).toEqual([]);
});

it('names every cell that is empty, cleared, absent or of the wrong kind', () => {
  const rows = { [an.id]: { ...full, tx2: null }, [binh.id]: { tx1: 'V', tx2: 80, gk: 'Đ' } };
  expect(found(sheet('8A1:gdtc:hk1', rows))).toEqual([
    ['MARK_MISSING', an.id, 'tx2'],
    ['MARK_ABSENT', binh.id, 'tx1'],
    ['MARK_WRONG_KIND', binh.id, 'tx2'],
    ['MARK_MISSING', binh.id, 'ck'],
  ]);
});

it('asks the homeroom teacher for conduct and absences, not for a remark', () => {
  const rows = { [an.id]: { conduct: 'T', absent: 0 }, scccccccccccc: { conduct: 'K', absent: 3 } };
  expect(found(sheet('8A1:homeroom:hk1', rows))).toEqual([
    ['CONDUCT_MISSING', binh.id, 'conduct'],
    ['ABSENCES_MISSING', binh.id, 'absent'],
  ]);
});

it('knows no sheet of a subject that the class is not taught', () => {
  expect(checkSheetComplete(list, sheet('8A1:ly:hk1', {}))[0]?.code).toBe('SUBJECT_UNKNOWN');
});

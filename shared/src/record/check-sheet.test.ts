import { expect, it } from 'vitest';
import type { ClassList, ClassStudent } from '../school/class-list.ts';
import type { SheetId, SubjectCode } from '../school/identifiers.ts';
import { checkSheetComplete, countAskedCells } from './check-sheet.ts';
import type { SheetState } from './sheet-state.ts';

const student = (id: string, more: Partial<ClassStudent> = {}): ClassStudent =>
  ({ id, status: 'studying', exempt: [], notAssessed: false, ...more }) as ClassStudent;

const an = student('saaaaaaaaaaaa');
const binh = student('sbbbbbbbbbbbb');
const list = {
  year: '2026-2027',
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

it('a sheet is complete without the cells of pupils who have a right to empty ones or have left', () => {
  expect(found(sheet('8A1:gdtc:hk1', { [an.id]: full, [binh.id]: full }))).toEqual([]);
});

it('the check names every cell that is empty, cleared, absent or of the wrong kind', () => {
  const rows = { [an.id]: { ...full, tx2: null }, [binh.id]: { tx1: 'V', tx2: 80, gk: 'Đ' } };
  expect(found(sheet('8A1:gdtc:hk1', rows))).toEqual([
    ['MARK_MISSING', an.id, 'tx2'],
    ['MARK_ABSENT', binh.id, 'tx1'],
    ['MARK_WRONG_KIND', binh.id, 'tx2'],
    ['MARK_MISSING', binh.id, 'ck'],
  ]);
});

it('the check asks the homeroom teacher for conduct and absences, not for a remark', () => {
  const rows = { [an.id]: { conduct: 'T', absent: 0 }, scccccccccccc: { conduct: 'K', absent: 3 } };
  expect(found(sheet('8A1:homeroom:hk1', rows))).toEqual([
    ['CONDUCT_MISSING', binh.id, 'conduct'],
    ['ABSENCES_MISSING', binh.id, 'absent'],
  ]);
});

it('field 17: a remark that was taken under an older rule does not keep its sheet from being closed', () => {
  const rows = { [an.id]: { conduct: 'T', absent: 0, remark: 'Tốt 👍' } };
  const all = { ...rows, [binh.id]: { conduct: 'T', absent: 0 }, scccccccccccc: { conduct: 'T', absent: 0 } };
  expect(found(sheet('8A1:homeroom:hk1', all))).toEqual([]);
  const primary = { ...list, grade: 4, subjects: [{ subject: 'toan' }] } as unknown as ClassList;
  const state = sheet('4A:toan:hk1', { [an.id]: { remark: 'Em ch¨m ngoan' } });
  expect(checkSheetComplete(primary, state).map(({ column }) => column)).not.toContain('remark');
});

it('the check knows no sheet of a subject that the class is not taught', () => {
  expect(checkSheetComplete(list, sheet('8A1:ly:hk1', {}))[0]?.code).toBe('SUBJECT_UNKNOWN');
});

it('field 6: the check asks for the cells of pupils who are assessed and study here, without the remark', () => {
  // Two pupils with four marks each; one is exempt, one is not assessed, one has left.
  expect(countAskedCells(list, sheet('8A1:gdtc:hk1', {}))).toBe(8);
  // The exempt pupil has conduct and absences too.
  expect(countAskedCells(list, sheet('8A1:homeroom:hk2', { [an.id]: { conduct: 'T' } }))).toBe(6);
  expect(countAskedCells(list, sheet('8A1:toan:hk1', {}))).toBe(0);
});

it('field 6: the check of a summer sheet asks for the pupils who are asked, and for nothing when there are none', () => {
  const summer = sheet('8A1:gdtc:summer', {});
  expect(countAskedCells(list, summer)).toBe(0);
  expect(countAskedCells(list, { ...summer, asked: { [an.id]: 'CĐ' } } as unknown as SheetState)).toBe(1);
});

it('field 6: the check asks for as many cells as are missing on an empty sheet, in primary school too', () => {
  const primary = { ...list, grade: 4, subjects: [{ subject: 'toan', regularMarks: 0, teacher: null }] };
  for (const id of ['4A:toan:hk1', '4A:homeroom:hk2']) {
    const empty = sheet(id, {});
    const classList = primary as unknown as ClassList;
    expect(countAskedCells(classList, empty)).toBe(checkSheetComplete(classList, empty).length);
    expect(countAskedCells(classList, empty)).toBeGreaterThan(0);
  }
});

it('field 19: the check asks for no cell of a row that came approved from another class, of the first pupil neither', () => {
  const row = { sheet: '8A2:gdtc:hk1', digest: 'd', cells: {} };
  const state = { ...sheet('8A1:gdtc:hk1', {}), brought: { [an.id]: row } } as unknown as SheetState;
  expect(new Set(checkSheetComplete(list, state).map(({ student: of }) => of))).toEqual(new Set([binh.id]));
  expect(countAskedCells(list, state)).toBe(4);
});

it('field 19: a summer sheet can be closed without the result that a pupil brought from another class', () => {
  const state = {
    ...sheet('8A1:gdtc:summer', { [binh.id]: { retest: 'Đ' } }),
    asked: { [an.id]: 'CĐ', [binh.id]: 'CĐ' },
  } as unknown as SheetState;
  const isLacking = checkSheetComplete(list, state);
  const row = { sheet: '8A2:gdtc:summer', digest: 'd', cells: {} };
  const brought = { ...state, brought: { [an.id]: row } } as unknown as SheetState;
  expect(isLacking.map(({ student: of }) => of)).toEqual([an.id]);
  expect([checkSheetComplete(list, brought), countAskedCells(list, brought)]).toEqual([[], 1]);
});

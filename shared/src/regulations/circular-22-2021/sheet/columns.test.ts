import { describe, expect, it } from 'vitest';
import type { ColumnCode, SubjectCode } from '../../../school/identifiers.ts';
import { checkCell, columnsOf } from './columns.ts';

const code = (subject: string, column: string, value: string | number) =>
  checkCell(subject as SubjectCode, column as ColumnCode, value)[0]?.code;

it('the columns of a sheet are listed in order', () => {
  expect(columnsOf('toan' as SubjectCode, 4)).toEqual(['tx1', 'tx2', 'tx3', 'tx4', 'gk', 'ck']);
  expect(columnsOf('gdtc' as SubjectCode, 2)).toEqual(['tx1', 'tx2', 'gk', 'ck']);
  expect(columnsOf('homeroom' as SubjectCode, 0)).toEqual(['conduct', 'absent', 'remark']);
});

describe('checkCell', () => {
  it.each([
    ['toan', 'tx1', 0],
    ['toan', 'ck', 100],
    ['toan', 'gk', 'V'],
    ['gdtc', 'tx1', 'Đ'],
    ['gdtc', 'ck', 'CĐ'],
    ['gdtc', 'ck', 'M'],
    ['homeroom', 'conduct', 'CĐ'],
    ['homeroom', 'absent', 0],
    ['homeroom', 'absent', 400],
    ['homeroom', 'remark', 'Chăm học.'],
  ])('the cell %s %s takes %s', (subject, column, value) => {
    expect(code(subject, column, value)).toBeUndefined();
  });

  it.each([
    ['toan', 'tx1', 101, 'MARK_OUT_OF_RANGE'],
    ['toan', 'tx1', -1, 'MARK_OUT_OF_RANGE'],
    ['toan', 'tx1', 'Đ', 'MARK_WRONG_KIND'],
    ['gdtc', 'tx1', 80, 'MARK_WRONG_KIND'],
    ['gdtc', 'tx1', 'T', 'MARK_WRONG_KIND'],
    ['homeroom', 'conduct', 'V', 'MARK_WRONG_KIND'],
    ['homeroom', 'conduct', 80, 'MARK_WRONG_KIND'],
    ['homeroom', 'absent', '3', 'MARK_WRONG_KIND'],
    ['homeroom', 'absent', 401, 'MARK_OUT_OF_RANGE'],
    ['homeroom', 'remark', 5, 'MARK_WRONG_KIND'],
    ['homeroom', 'gk', 5, 'COLUMN_UNKNOWN'],
    ['toan', 'conduct', 'T', 'COLUMN_UNKNOWN'],
    ['xyz', 'gk', 5, 'SUBJECT_UNKNOWN'],
    ['constructor', 'gk', 5, 'SUBJECT_UNKNOWN'],
  ])('the cell %s %s refuses %s as %s', (subject, column, value, expected) => {
    expect(code(subject, column, value)).toBe(expected);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOMEROOM, type SubjectCode } from '../../../school/identifiers.ts';
import { formatPrimaryCell, parsePrimaryInput } from './cell-input.ts';
import { checkPrimaryCell, type PrimaryColumn, primaryColumnKindOf, primaryColumnsOf } from './columns.ts';

const sheet = (grade: number, subject: string) =>
  ({ grade, subject: subject as SubjectCode, term: 'hk1' }) as const;
const read = (grade: number, subject: string, column: string, text: string) => {
  const input = parsePrimaryInput(sheet(grade, subject), column as PrimaryColumn, text);
  return 'value' in input ? input.value : input.finding.code;
};

describe('primaryColumnsOf', () => {
  it.each([
    [4, 'toan', 'gk-level gk ck-level ck remark'],
    [3, 'toan', 'gk-level ck-level ck remark'],
    [5, 'dao-duc', 'gk-level ck-level remark'],
    [2, 'nn1', 'gk-level ck-level remark'],
    [2, 'khoa-hoc', ''],
    [8, 'toan', ''],
    [8, 'homeroom', ''],
  ])('the columns of grade %i in %s: %s', (grade, subject, columns) => {
    expect(primaryColumnsOf(sheet(grade, subject)).join(' ')).toBe(columns);
  });

  it('the columns of the homeroom teacher are every quality and competence of the grade twice a term', () => {
    expect(primaryColumnsOf(sheet(1, HOMEROOM))).toHaveLength(2 * 13 + 2);
    expect(primaryColumnsOf(sheet(3, HOMEROOM))).toHaveLength(2 * 15 + 2);
    expect(primaryColumnsOf(sheet(1, HOMEROOM))).not.toContain('gk-c7');
  });

  it('the columns of primary school have names as short as a sheet holds them', () => {
    const names = [...primaryColumnsOf(sheet(5, HOMEROOM)), ...primaryColumnsOf(sheet(5, 'toan'))];
    expect(names.filter((name) => name.length > 8)).toEqual([]);
  });
});

describe('parsePrimaryInput', () => {
  it.each([
    ['toan', 'ck-level', 't', 'T'],
    ['toan', 'ck-level', 'H', 'H'],
    ['toan', 'ck-level', 'c', 'C'],
    ['toan', 'ck-level', 'hoàn thành tốt', 'T'],
    ['toan', 'ck-level', 'Chưa hoàn thành', 'C'],
    ['toan', 'ck-level', 'đ', 'LEVEL_WRONG_KIND'],
    ['toan', 'ck-level', '8', 'LEVEL_WRONG_KIND'],
    ['homeroom', 'gk-q1', 't', 'T'],
    ['homeroom', 'gk-q1', 'd', 'Đ'],
    ['homeroom', 'gk-q1', '\u00D0', 'Đ'],
    ['homeroom', 'gk-q1', 'dd', 'Đ'],
    ['homeroom', 'gk-q1', 'd9', 'Đ'],
    ['homeroom', 'gk-q1', 'cần cố gắng', 'C'],
    ['homeroom', 'gk-q1', 'h', 'LEVEL_WRONG_KIND'],
    ['homeroom', 'absent', '3', 3],
    ['homeroom', 'absent', '-3', 'MARK_WRONG_KIND'],
    ['homeroom', 'remark', 'Chăm  học.', 'Chăm học.'],
    ['homeroom', 'gk', '8', 'COLUMN_UNKNOWN'],
    ['toan', 'gk-q1', 't', 'COLUMN_UNKNOWN'],
    ['toan', 'ck', '8', 80],
    ['toan', 'ck', '10', 100],
    ['toan', 'ck', '8,0', 80],
    ['toan', 'ck', '08', 80],
    ['toan', 'ck', 'v', 'V'],
    ['toan', 'ck', '', null],
    ['toan', 'ck', '-', 'MARK_WRONG_KIND'],
    ['toan', 'ck', '8,5', 'TEST_NOT_WHOLE'],
    ['toan', 'ck', '8.05', 'TEST_NOT_WHOLE'],
    ['toan', 'ck', '0', 'TEST_OUT_OF_RANGE'],
    ['toan', 'ck', '85', 'TEST_OUT_OF_RANGE'],
    ['toan', 'ck', '11', 'TEST_OUT_OF_RANGE'],
    ['toan', 'ck', '-1', 'MARK_WRONG_KIND'],
    ['toan', 'ck', 'T', 'MARK_WRONG_KIND'],
    ['dao-duc', 'ck', '8', 'TEST_NOT_HELD'],
    ['van', 'ck', '8', 'SUBJECT_UNKNOWN'],
  ])('the input of %s, %s, reads %j as %s', (subject, column, text, expected) => {
    expect(read(5, subject, column, text)).toBe(expected);
  });

  it('a test in the middle of a term below grade 4 is refused', () => {
    expect(read(4, 'toan', 'gk', '8')).toBe(80);
    expect(read(3, 'toan', 'gk', '8')).toBe('TEST_NOT_HELD');
  });

  it('a cell is shown in a form that can be typed again', () => {
    const values = {
      level: ['T', 'H', 'C'],
      trait: ['T', 'Đ', 'C'],
      test: [10, 50, 100, 'V'],
      count: [0, 12],
      tick: ['x'],
    };
    for (const subject of ['toan', 'homeroom'])
      for (const column of primaryColumnsOf(sheet(5, subject))) {
        const kind = primaryColumnKindOf(sheet(5, subject), column);
        if (kind === undefined || kind === 'text') continue;
        for (const value of values[kind])
          expect(read(5, subject, column, formatPrimaryCell(value, column))).toBe(value);
      }
    expect(formatPrimaryCell(null, 'ck')).toBe('');
  });

  it('the reader of primary cells never throws, and a value it gives is one the column takes', () => {
    const columns = fc.constantFrom<PrimaryColumn>('ck', 'ck-level', 'gk-q1', 'absent', 'remark');
    fc.assert(
      fc.property(
        fc.constantFrom('toan', 'homeroom', 'xyz'),
        columns,
        fc.string(),
        (subject, column, text) => {
          const input = parsePrimaryInput(sheet(5, subject), column, text);
          if ('finding' in input || input.value === null) return true;
          return checkPrimaryCell(sheet(5, subject), column, input.value).length === 0;
        },
      ),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellValue } from '../../../marks/cell.ts';
import { saysNothing } from '../../../marks/cell-input.ts';
import type { ColumnCode, SubjectCode } from '../../../school/identifiers.ts';
import { formatCell, parseCellInput } from './cell-input.ts';

const read = (subject: string, column: string, text: string) => {
  const input = parseCellInput(subject as SubjectCode, column as ColumnCode, text);
  return 'value' in input ? input.value : input.finding.code;
};

describe('parseCellInput', () => {
  it.each([
    ['8,5', 85],
    ['8.5', 85],
    ['8', 80],
    ['10', 100],
    ['85', 85],
    ['05', 5],
    ['11', 11],
    ['100', 100],
    ['0', 0],
    ['00', 0],
    [' 7,50 ', 75],
    ['7,', 70],
    ['m', 'M'],
    ['V', 'V'],
    ['', null],
    ['-', 'MARK_WRONG_KIND'],
    ['101', 'MARK_OUT_OF_RANGE'],
    ['10,1', 'MARK_OUT_OF_RANGE'],
    ['11,0', 'MARK_OUT_OF_RANGE'],
    ['-1', 'MARK_OUT_OF_RANGE'],
    ['8,75', 'MARK_TOO_PRECISE'],
    ['tám', 'MARK_WRONG_KIND'],
    ['đ', 'MARK_WRONG_KIND'],
    ['8,5,5', 'MARK_WRONG_KIND'],
    ['12345', 'MARK_WRONG_KIND'],
  ])('a cell of Toán reads %j as %s', (text, expected) => {
    expect(read('toan', 'tx1', text)).toBe(expected);
  });

  it.each([
    ['d', 'Đ'],
    ['D', 'Đ'],
    ['đ', 'Đ'],
    ['\u00D0', 'Đ'],
    ['dd', 'Đ'],
    ['d9', 'Đ'],
    ['Đạt'.normalize('NFD'), 'Đ'],
    ['c', 'CĐ'],
    ['cd', 'CĐ'],
    ['CĐ', 'CĐ'],
    ['chưa đạt', 'CĐ'],
    ['m', 'M'],
    ['8', 'MARK_WRONG_KIND'],
    ['x', 'MARK_WRONG_KIND'],
  ])('a cell of Giáo dục thể chất reads %j as %s', (text, expected) => {
    expect(read('gdtc', 'gk', text)).toBe(expected);
  });

  it.each([
    ['conduct', 't', 'T'],
    ['conduct', 'Khá', 'K'],
    ['conduct', 'dd', 'Đ'],
    ['conduct', 'cd', 'CĐ'],
    ['conduct', 'v', 'MARK_WRONG_KIND'],
    ['absent', '12', 12],
    ['absent', '401', 'MARK_OUT_OF_RANGE'],
    ['absent', '-3', 'MARK_OUT_OF_RANGE'],
    ['absent', '1,5', 'MARK_WRONG_KIND'],
    ['remark', ' Chăm  học. ', 'Chăm học.'],
    ['remark', '-', '-'],
    ['remark', 'a'.repeat(1001), 'TEXT_TOO_LONG'],
    ['gk', '5', 'COLUMN_UNKNOWN'],
  ])('the homeroom sheet reads %s %j as %s', (column, text, expected) => {
    expect(read('homeroom', column, text)).toBe(expected);
  });

  it('the reader of cells gives a finding that fits its schema for any text', () => {
    expect(read('xyz', 'gk', '5')).toBe('SUBJECT_UNKNOWN');
    const input = parseCellInput('toan' as SubjectCode, 'gk', 'x'.repeat(5000));
    expect('finding' in input && String(input.finding.value).length).toBe(100);
  });
});

describe('saysNothing', () => {
  it.each(['-', '–', '—', '−', '--', '.', ',', '_', ' ', '\u00A0'])(
    'field 2: the text %j is no mark and clears none',
    (text) => expect(saysNothing(text, false)).toBe(true),
  );

  it.each(['', '8', '-1', 'v', 'Đ', '0'])('field 2: the text %j says something', (text) => {
    expect(saysNothing(text, false)).toBe(false);
  });

  it.each(['-', '–', '.', '…', '?', ' ', '\u00A0'])(
    'field 2: the text %j is no remark and clears none',
    (text) => expect(saysNothing(text, true)).toBe(true),
  );

  it.each(['', 'Ngoan.', '-1', 'ừ', '10'])(
    'field 2: the text %j is a remark, or empties one on purpose',
    (text) => {
      expect(saysNothing(text, true)).toBe(false);
    },
  );
});

describe('formatCell', () => {
  const format = (value: CellValue | null, subject: string, column: string) =>
    formatCell(value, subject as SubjectCode, column as ColumnCode);

  it('a cell is written as a school office does', () => {
    expect(format(85, 'toan', 'gk')).toBe('8,5');
    expect(format(100, 'toan', 'gk')).toBe('10,0');
    expect(format(5, 'toan', 'gk')).toBe('0,5');
    expect(format('CĐ', 'gdtc', 'gk')).toBe('CĐ');
    expect(format('CĐ', 'homeroom', 'conduct')).toBe('Chưa đạt');
    expect(format(12, 'homeroom', 'absent')).toBe('12');
    expect(format(null, 'toan', 'gk')).toBe('');
  });

  it('a cell is shown in a form that can be typed again', () => {
    const mark = fc.record({
      subject: fc.constant('toan'),
      column: fc.constant('tx2'),
      value: fc.integer({ min: 0, max: 100 }),
    });
    const letter = fc.record({
      subject: fc.constant('nt'),
      column: fc.constant('ck'),
      value: fc.constantFrom('Đ', 'CĐ', 'M', 'V'),
    });
    const conduct = fc.record({
      subject: fc.constant('homeroom'),
      column: fc.constant('conduct'),
      value: fc.constantFrom('T', 'K', 'Đ', 'CĐ'),
    });
    fc.assert(
      fc.property(fc.oneof(mark, letter, conduct), ({ subject, column, value }) => {
        expect(read(subject, column, format(value, subject, column))).toBe(value);
      }),
    );
  });
});

import { sheetColumnsOf } from '../../regulations/sheet-rules.ts';
import type { ClassStudent } from '../../school/class-list.ts';
import type { ClassCode, SchoolYear, SubjectCode } from '../../school/identifiers.ts';
import { markReaderOf } from './mark-reader.ts';
import type { MarkTarget } from './mark-target.ts';

/** The pupil of this number and code in the class into whose sheet marks are imported. */
export const pupilOf = (number: number, code: string, name: string): ClassStudent =>
  ({ id: `s00000000000${number}`, code, name, birthDate: '2013-05-17', status: 'studying' }) as ClassStudent;

const PUPILS = [
  pupilOf(1, '0812345678', 'Nguyễn Thị Ánh Tuyết'),
  pupilOf(2, '0812345824', 'Ma Quang Hoà'),
] as const;

/** A sheet without marks in the year 2026-2027: of mathematics in the first term of 8A1 where nothing else is said. */
export const markTargetOf = ({
  grade = 8,
  class: code = '8A1',
  subject = 'toan',
  term = 'hk1' as 'hk1' | 'hk2',
  regularMarks = 2,
  students = PUPILS as readonly ClassStudent[],
} = {}): MarkTarget => {
  const year = '2026-2027' as SchoolYear;
  const place = { grade, year, subject: subject as SubjectCode, term, regularMarks };
  return {
    columns: sheetColumnsOf(place),
    read: markReaderOf(place),
    students,
    cells: {},
    claims: { year, class: code as ClassCode, subject: place.subject, term },
  };
};

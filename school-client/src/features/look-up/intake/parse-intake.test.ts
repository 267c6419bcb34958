import { expect, it } from 'vitest';
import { cellsOfText, readIntake } from './parse-intake.ts';

const ASKED = { studentId: '0812345678', birthDate: '2013-05-17', code: 'K7PX4MRD2T', purpose: 'admission' };
const read = (text: string) => readIntake(cellsOfText(text));

it.each([
  ['with tabs', '0812345678\t17/05/2013\tK7PX4MRD2T'],
  ['with a name and a number', '1\tNguyễn Thị Ánh Tuyết\t0812345678\t17/5/2013\tK7PX 4MRD 2T'],
  ['with semicolons', '0812345678; 17/05/2013; k7px-4mrd-2t'],
  ['with wide blanks', '0812 345 678   17.05.2013   K7PX4MRD2T'],
])('the list of an intake is read as it is pasted: %s', (_, text) => {
  expect(read(text)).toEqual([{ line: 1, asked: ASKED }]);
});

it('the list of an intake passes headings and empty lines, and names lines that it cannot read', () => {
  const text =
    'Mã học sinh\tNgày sinh\tMã tra cứu\n\n0812345678\t17/05/2013\tK7PX4MRD2T\n0812345679\t\tK7PX4MRD2T';
  expect(read(text)).toEqual([
    { line: 3, asked: ASKED },
    { line: 4, asked: undefined },
  ]);
});

it('the first code of a row is the pupil’s, although a one-time code can look like one', () => {
  expect(read('ABCDEFGHJK\t2013\tK7PX4MRD2T')[0]?.asked).toMatchObject({
    studentId: 'ABCDEFGHJK',
    birthDate: '2013',
  });
});

import { expect, it } from 'vitest';
import type { SubjectCode } from '../identifiers.ts';
import {
  isPrimaryElective,
  PRIMARY_SUBJECTS,
  primaryPeriodsOf,
  primarySubjectsOf,
} from './curriculum-primary.ts';

const code = (text: string) => text as SubjectCode;

it.each([
  [1, 'tieng-viet toan dao-duc tnxh gdtc nt hdtn'],
  [2, 'tieng-viet toan dao-duc tnxh gdtc nt hdtn'],
  [3, 'tieng-viet toan nn1 dao-duc tnxh tin-cn gdtc nt hdtn'],
  [4, 'tieng-viet toan nn1 dao-duc lsdl khoa-hoc tin-cn gdtc nt hdtn'],
  [5, 'tieng-viet toan nn1 dao-duc lsdl khoa-hoc tin-cn gdtc nt hdtn'],
  [0, ''],
  [6, ''],
])('the curriculum of grade %i must have %s', (grade, expected) => {
  expect(primarySubjectsOf(grade).join(' ')).toBe(expected);
});

it('the curriculum of primary school adds only the electives that a grade has', () => {
  const electives = ['nn1', 'tieng-dtts', 'lsdl', 'van'].map(code);
  expect(primarySubjectsOf(1, electives)).toEqual(
    'tieng-viet toan nn1 dao-duc tnxh gdtc nt hdtn tieng-dtts'.split(' '),
  );
  expect(isPrimaryElective(code('nn1'), 2)).toBe(true);
  expect(isPrimaryElective(code('nn1'), 3)).toBe(false);
  expect(isPrimaryElective(code('tin-cn'), 2)).toBe(false);
});

it.each([
  ['tieng-viet', [420, 350, 245, 245, 245]],
  ['toan', [105, 175, 175, 175, 175]],
  ['nn1', [70, 70, 140, 140, 140]],
  ['dao-duc', [35, 35, 35, 35, 35]],
  ['tnxh', [70, 70, 70, 0, 0]],
  ['lsdl', [0, 0, 0, 70, 70]],
  ['khoa-hoc', [0, 0, 0, 70, 70]],
  ['tin-cn', [0, 0, 70, 70, 70]],
  ['gdtc', [70, 70, 70, 70, 70]],
  ['nt', [70, 70, 70, 70, 70]],
  ['hdtn', [105, 105, 105, 105, 105]],
  ['van', [0, 0, 0, 0, 0]],
  ['constructor', [0, 0, 0, 0, 0]],
])('the subject %s has %j periods a year', (subject, periods) => {
  expect([1, 2, 3, 4, 5].map((grade) => primaryPeriodsOf(code(subject), grade))).toEqual(periods);
});

it('the curriculum of primary school knows which subjects have two contents', () => {
  const contents = Object.entries(PRIMARY_SUBJECTS)
    .filter(([, subject]) => subject.contents.length > 0)
    .map(([name, subject]) => `${name}: ${subject.contents.map(({ vi }) => vi).join(', ')}`);
  expect(contents).toEqual(['tin-cn: Tin học, Công nghệ', 'nt: Âm nhạc, Mĩ thuật']);
});

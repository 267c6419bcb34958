import { expect, it } from 'vitest';
import type { SubjectCode } from '../../../school/identifiers.ts';
import type { Point } from '../points.ts';
import { decideTest, testedSubjectsOf } from './periodic-tests.ts';

it.each<[number, Point, string]>([
  [1, 'mid-hk1', ''],
  [1, 'end-hk1', 'tieng-viet toan'],
  [2, 'end-year', 'tieng-viet toan'],
  [3, 'mid-hk2', ''],
  [3, 'end-hk1', 'tieng-viet toan nn1 tin-cn'],
  [3, 'end-year', 'tieng-viet toan nn1 tin-cn'],
  [4, 'mid-hk1', 'tieng-viet toan'],
  [4, 'end-hk1', 'tieng-viet toan nn1 lsdl khoa-hoc tin-cn'],
  [5, 'mid-hk2', 'tieng-viet toan'],
  [5, 'end-year', 'tieng-viet toan nn1 lsdl khoa-hoc tin-cn'],
  [6, 'end-year', ''],
])('a pupil of grade %i at %s is tested in: %s', (grade, point, subjects) => {
  expect(testedSubjectsOf(grade, point).join(' ')).toBe(subjects);
});

it.each<[string, number, Point, string]>([
  ['nn1', 2, 'end-year', 'elective'],
  ['tieng-dtts', 4, 'end-year', 'never-tested'],
  ['dao-duc', 5, 'end-year', 'never-tested'],
  ['khoa-hoc', 3, 'end-year', 'not-taught'],
  ['toan', 3, 'mid-hk1', 'no-test-in-the-middle-of-a-term'],
  ['nn1', 5, 'mid-hk1', 'no-test-in-the-middle-of-a-term'],
  ['toan', 4, 'mid-hk1', 'middle-of-term-in-grades-4-and-5'],
  ['toan', 1, 'end-hk1', 'end-of-term'],
])('the test of %s in grade %i at %s: %s', (subject, grade, point, reason) => {
  const rule = decideTest(subject as SubjectCode, grade, point);
  expect(rule.reason).toBe(reason);
  expect(rule.article).toEqual({ circular: '27/2020/TT-BGDĐT', article: 7, clause: 1 });
});

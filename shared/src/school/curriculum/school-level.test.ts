import { expect, it } from 'vitest';
import { gradesBefore } from './school-level.ts';

it.each([
  [1, []],
  [5, [1, 2, 3, 4]],
  [6, []],
  [9, [6, 7, 8]],
  [10, []],
  [12, [10, 11]],
])('a pupil who comes to grade %s has records of the grades %s', (grade, before) => {
  expect(gradesBefore(grade)).toEqual(before);
});

import { expect, it } from 'vitest';
import { statisticsOf } from './statistics.ts';

it.each([
  [[], { count: 0, mean: null, median: null }],
  [[80], { count: 1, mean: 80, median: 80 }],
  [[90, 50, 70], { count: 3, mean: 70, median: 70 }],
  [[40, 100, 60, 80], { count: 4, mean: 70, median: 70 }],
  [[0, 100, 100], { count: 3, mean: 67, median: 100 }],
])('the statistics of %j are %j', (marks, statistics) => {
  expect(statisticsOf(marks)).toEqual(statistics);
});

import type { Finding } from '@hocba/shared/marks/finding';
import { expect, it } from 'vitest';
import { mostOf, wholeColumns } from './whole-columns.ts';

const pupil = (n: number) => `s${String(n).padStart(12, '0')}`;
const missing = (n: number, column: string, code = 'MARK_MISSING') =>
  ({ code, column, student: pupil(n) }) as unknown as Finding;
const all = (column: string, count: number, from = 1) =>
  Array.from({ length: count }, (_, n) => missing(n + from, column));

it('field 5: a column that all 42 lack is one line that begins with the first of them', () => {
  expect(wholeColumns([...all('ck', 42), missing(7, 'tx2')], mostOf(42))).toEqual([
    { column: 'ck', count: 42, first: pupil(1) },
  ]);
});

it('field 5: a column that a few have already is one line too, and says how many lack it', () => {
  expect(wholeColumns(all('ck', 30, 13), mostOf(42))).toEqual([
    { column: 'ck', count: 30, first: pupil(13) },
  ]);
});

it('field 5: pupils who lack what most have stand by name', () => {
  expect(wholeColumns(all('gk', 20), mostOf(42))).toEqual([]);
  expect(wholeColumns(all('gk', 2), mostOf(2))).toEqual([]);
});

it('field 5: an absence to make up is about one pupil, however many they are', () => {
  expect(
    wholeColumns(
      Array.from({ length: 42 }, (_, n) => missing(n, 'ck', 'MARK_ABSENT')),
      mostOf(42),
    ),
  ).toEqual([]);
});

it('a list of single cells takes a column together as soon as more than it would name lack it', () => {
  expect(wholeColumns(all('gk', 6), 6)).toEqual([{ column: 'gk', count: 6, first: pupil(1) }]);
  expect(wholeColumns(all('gk', 5), 6)).toEqual([]);
});

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FIELD_FAULTS, STOCK_FAULTS } from '../faults/faults.ts';
import { FAULTS_FILE, faultsOf, faultsText, proofsOf } from '../run/faults.ts';
import { root } from './source-files.ts';
import { readTestTitles, type TestTitle } from './test-titles.ts';

const FAULTS = [...STOCK_FAULTS, ...FIELD_FAULTS];
const titles = readTestTitles();

it('the catalogue of faults is the one that the titles of the tests give (node test/run/faults.ts)', () => {
  expect(readFileSync(FAULTS_FILE, 'utf8')).toBe(faultsText(titles));
});

it('every fault is in the catalogue once', () => {
  const numbers = (count: number, prefix: string) =>
    Array.from({ length: count }, (_, i) => `${prefix}${i + 1}`);
  expect(FAULTS.map(({ number }) => number)).toEqual([...numbers(19, 'E'), ...numbers(45, 'fault ')]);
});

it.each(FAULTS)(
  'the row of $number names files that are there, and a test shows it',
  ({ number, answer }) => {
    const files = [...answer.matchAll(/`([^`]+\/[^`]+)`/g)].map(([, path = '']) => path);
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(proofsOf(number, titles).length).toBeGreaterThan(0);
  },
);

it('no title begins with the number of a fault that the catalogue does not have', () => {
  const numbers = new Set(FAULTS.map(({ number }) => number));
  const strange = titles.filter(({ title }) => faultsOf(title).some((number) => !numbers.has(number)));
  expect(strange.map(({ path, line, title }) => `${path}:${line}: ${title}`)).toEqual([]);
});

it('a title with a number elsewhere shows nothing, and a renamed test makes another catalogue', () => {
  expect(faultsOf('E7, fault 14: left out')).toEqual(['E7', 'fault 14']);
  expect(faultsOf('the fault 14: left out')).toEqual([]);
  const rename = (one: TestTitle): TestTitle => ({ ...one, title: one.title.replace(/^E1: /, '') });
  expect(faultsText(titles.map(rename))).not.toBe(faultsText(titles));
});

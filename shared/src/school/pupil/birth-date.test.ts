import { expect, it } from 'vitest';
import type { SchoolYear } from '../identifiers.ts';
import {
  agreesOnBirth,
  type BirthDate,
  formatBirthDate,
  isImpossibleBirth,
  isUnusualAge,
  parseBirthText,
} from './birth-date.ts';

const born = (text: string) => text as BirthDate;
const YEAR = '2026-2027' as SchoolYear;

it('field 20: a year alone is a birth date where the register holds no more', () => {
  expect(parseBirthText('2013')).toEqual({ value: '2013' });
  expect(parseBirthText('Năm 2013')).toEqual({ value: '2013' });
  expect(parseBirthText('17/05/2013')).toEqual({ value: '2013-05-17' });
  expect(parseBirthText('')).toEqual({ value: null });
  for (const text of ['13', '1813', '2100', '5/2013']) expect(parseBirthText(text)).toHaveProperty('finding');
  expect([formatBirthDate('2013'), formatBirthDate('2013-05-17')]).toEqual(['2013', '17/05/2013']);
});

it('field 20: a midnight behind a birth date is no part of it, another time of day is no date', () => {
  const midnights = ['17/05/2013 00:00:00', '17/5/2013 0:00', '2013-05-17T00:00:00.000Z', '2013-05-17 00:00'];
  for (const text of midnights) expect(parseBirthText(text)).toEqual({ value: '2013-05-17' });
  expect(parseBirthText('16/05/2013 17:00:00')).toHaveProperty('finding');
});

it('a year agrees with every day of it, two days only with themselves', () => {
  expect(agreesOnBirth(born('2013'), born('2013-05-17'))).toBe(true);
  expect(agreesOnBirth(born('2013-05-17'), born('2013'))).toBe(true);
  expect(agreesOnBirth(born('2014'), born('2013-05-17'))).toBe(false);
  expect(agreesOnBirth(born('2013-05-18'), born('2013-05-17'))).toBe(false);
});

it('field 17: nobody born in the future, as a small child or a hundred years ago is a pupil', () => {
  const impossible = ['2033-05-17', '2027', '2023-01-01', '1926-12-31'].map((text) =>
    isImpossibleBirth(born(text), YEAR),
  );
  expect(impossible).toEqual([true, true, true, true]);
  expect(isImpossibleBirth(born('2022-12-31'), YEAR)).toBe(false);
  expect(isImpossibleBirth(born('1927-01-01'), YEAR)).toBe(false);
});

it('field 25: an age far from the grade is unusual', () => {
  const inGrade8 = (text: string) => isUnusualAge(born(text), YEAR, 8);
  expect(['2015-01-01', '2008-12-31'].map(inGrade8)).toEqual([true, true]);
  expect(['2014-12-31', '2013', '2009-01-01'].map(inGrade8)).toEqual([false, false, false]);
});

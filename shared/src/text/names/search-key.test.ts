import { describe, expect, it } from 'vitest';
import { initialsOf, matchesSearch, searchKey } from './search-key.ts';

describe('searchKey', () => {
  it('a search key folds case, tones, accents, đ and the place of the tone mark', () => {
    expect(searchKey('  Nguyễn Thị ĐỨC Hoà')).toBe('nguyen thi duc hoa');
    expect(searchKey('Hòa')).toBe(searchKey('hoà'.normalize('NFD')));
    expect(searchKey('Thuỷ')).toBe(searchKey('Thủy'));
    expect(searchKey('\u00D0ào')).toBe('dao');
    expect(searchKey("Giàng H'Mỷ")).toBe('giang hmy');
  });
});

it.each([
  ['Nguyễn Thị Ánh Tuyết', 'ntat'],
  ['\u00D0ỗ Đức Ý', 'ddy'],
  ["Giàng H'Mỷ", 'gh'],
  ["H' Hen Niê", 'hhn'],
  ['Páo', 'p'],
  ['', ''],
])('the initials of %s are %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

describe('matchesSearch', () => {
  it.each([
    ['tuyet', true],
    ['anh tuy', true],
    ['tuyết nguyễn', true],
    ['NTAT', true],
    ['', true],
    ['yet', false],
    ['ntab', false],
    ['tuyet hoa', false],
  ])('a search for %j finds Nguyễn Thị Ánh Tuyết: %s', (typed, fits) => {
    expect(matchesSearch('Nguyễn Thị Ánh Tuyết', typed)).toBe(fits);
  });

  it('a search takes i and y for one letter', () => {
    expect(matchesSearch('Lí Thị Mĩ', 'lý mỹ')).toBe(true);
  });
});

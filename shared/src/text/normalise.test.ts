import { expect, it } from 'vitest';
import { normaliseText, plainApostrophes } from './normalise.ts';

it('stores one form of a text', () => {
  expect(normaliseText(' Nguyễn\u00a0 Thị\n\u200bÁnh '.normalize('NFD'))).toBe('Nguyễn Thị Ánh');
  expect(normaliseText('\u00D0ào \u0189ình \u00F0oàn')).toBe('Đào Đình đoàn');
});

it('leaves the place of the tone mark as written', () => {
  expect(normaliseText('Hòa')).toBe('Hòa');
  expect(normaliseText('Hoà')).toBe('Hoà');
});

it('knows the apostrophes of keyboards', () => {
  expect(['H’Mỷ', 'HʼMỷ', 'H`Mỷ', 'H´Mỷ'].map(plainApostrophes)).toEqual(Array(4).fill("H'Mỷ"));
});

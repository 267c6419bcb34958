import { expect, it } from 'vitest';
import { normaliseText, plainApostrophes } from './normalise.ts';

it('a text is stored in one form', () => {
  expect(normaliseText(' Nguyễn\u00a0 Thị\n\u200bÁnh '.normalize('NFD'))).toBe('Nguyễn Thị Ánh');
  expect(normaliseText('\u00D0ào \u0189ình \u00F0oàn')).toBe('Đào Đình đoàn');
});

it('a stored text leaves out what nobody can see, and half a character', () => {
  expect(normaliseText('\u202AChăm\u202C \u2068ngoan\u2069\u0000')).toBe('Chăm ngoan');
  expect(normaliseText('Tiến bộ\u0085rõ\u0007')).toBe('Tiến bộ rõ');
  expect(normaliseText('Tốt \uD83D')).toBe('Tốt');
  expect(normaliseText('Tốt \u{1F44D}')).toBe('Tốt \u{1F44D}');
  expect(normaliseText('a\u202E\u0301')).toBe('á');
});

it('a stored text has the place of the tone mark as written', () => {
  expect(normaliseText('Hòa')).toBe('Hòa');
  expect(normaliseText('Hoà')).toBe('Hoà');
});

it('a stored text knows the apostrophes of keyboards', () => {
  expect(['H’Mỷ', 'HʼMỷ', 'H`Mỷ', 'H´Mỷ'].map(plainApostrophes)).toEqual(Array(4).fill("H'Mỷ"));
});

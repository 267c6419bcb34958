import { expect, it } from 'vitest';
import { maskName } from './mask-name.ts';

it('a masked name keeps the given name and the first letters of the others', () => {
  expect(maskName('Nguyễn Thị Ánh Tuyết')).toBe('N. T. Á. Tuyết');
  expect(maskName('Đức')).toBe('Đức');
});

import { expect, it } from 'vitest';
import { explainContents } from './two-contents.ts';

it.each([
  ['Đ', 'Đ', 'Đ'],
  ['Đ', 'CĐ', 'CĐ'],
  ['CĐ', 'Đ', 'CĐ'],
  ['CĐ', 'CĐ', 'CĐ'],
  ['Đ', null, null],
  [null, null, null],
  ['CĐ', null, 'CĐ'],
] as const)('the subject Nghệ thuật with Âm nhạc %s and Mĩ thuật %s is %s', (music, art, result) => {
  const contents = [
    { content: 'am-nhac', result: music },
    { content: 'mi-thuat', result: art },
  ];
  expect(explainContents(contents).result).toBe(result);
});

it('a subject without contents has no result', () => {
  expect(explainContents([]).result).toBeNull();
});

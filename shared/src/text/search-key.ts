import { normaliseText } from './normalise.ts';

/**
 * Text as people search for it: small letters without accents, tones and apostrophes, đ as d, so that
 * `nguyen thi hoa` finds Nguyễn Thị Hoà and Nguyễn Thị Hòa.
 */
export const searchKey = (text: string): string =>
  normaliseText(text)
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replace(/[^\p{L}\p{N} ]/gu, '');

/** Official lists write Lý and Lí, Mỹ and Mĩ for the same name. */
const withoutY = (key: string): string => key.replaceAll('y', 'i');

/**
 * Whether a name fits what somebody typed: every typed word begins a word of the name, or the whole is the name's
 * initials (`ntat`). An empty search fits everything.
 */
export const matchesSearch = (name: string, typed: string): boolean => {
  const words = withoutY(searchKey(name)).split(' ');
  const sought = withoutY(searchKey(typed));
  if (words.map((word) => word[0]).join('') === sought) return true;
  return sought.split(' ').every((part) => words.some((word) => word.startsWith(part)));
};

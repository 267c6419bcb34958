import { normaliseText } from '../normalise.ts';

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

/** First letters of a name's words as people search for them: `ntat` for Nguyễn Thị Ánh Tuyết. */
export const initialsOf = (name: string): string =>
  searchKey(name)
    .split(' ')
    .map((word) => word[0] ?? '')
    .join('');

/** Official lists write Lý and Lí, Mỹ and Mĩ for the same name. */
const withoutY = (key: string): string => key.replaceAll('y', 'i');

/**
 * Whether a name fits what somebody typed: every typed word begins a word of the name, or the whole is the name's
 * initials (`ntat`). An empty search fits everything.
 */
export const matchesSearch = (name: string, typed: string): boolean => {
  const sought = withoutY(searchKey(typed));
  if (withoutY(initialsOf(name)) === sought) return true;
  const words = withoutY(searchKey(name)).split(' ');
  return sought.split(' ').every((part) => words.some((word) => word.startsWith(part)));
};

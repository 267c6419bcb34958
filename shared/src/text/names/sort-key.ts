import { plainApostrophes } from '../normalise.ts';
import { splitTone } from '../syllables/tone.ts';
import { nameParts } from './person-name.ts';

/** The letters of Vietnamese in the dictionary's order, with f, j, w, z of foreign names at their places. */
const ALPHABET = [...'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz'];

/*
 * Symbols of the key. Only digits and small Latin letters, whose order is equal in every collation a database
 * may have been made with. 0 ends a part, 1 stands between words, then the 33 letters, z is anything else.
 */
const PART_END = '0';
const WORD_END = '1';
const SYMBOLS = '23456789abcdefghijklmnopqrstuvwxy';
const OTHER = 'z';

const symbolOf = (letter: string): string => {
  const place = ALPHABET.indexOf(letter);
  if (place >= 0) return SYMBOLS[place] ?? OTHER;
  const base = letter.normalize('NFD')[0] ?? '';
  return SYMBOLS[ALPHABET.indexOf(base)] ?? OTHER;
};

/**
 * One part of a name: all its letters first, then the tones of its words, so that Hoa, Hoà and Hoài stand in
 * this order.
 */
const partKey = (part: string): string => {
  const words = plainApostrophes(part.toLowerCase()).replaceAll("'", '').split(' ').map(splitTone);
  const letters = words.map((word) => [...word.letters].map(symbolOf).join('')).join(WORD_END);
  return letters + PART_END + words.map((word) => word.tone).join('');
};

/**
 * The key by which a class list is sorted in plain text order: given name, then family, then middle; within each,
 * letters before tones (level, huyền, hỏi, ngã, sắc, nặng). The place of the tone mark makes no difference.
 * `chosen` are the words of the given name where they are not where a name usually has them.
 */
export const sortKey = (name: string, chosen?: string): string => {
  const { given, family, middle } = nameParts(name, chosen);
  return [given, family, middle].map(partKey).join(PART_END);
};

/** Compares two names as class lists do; for `Array.sort`. */
export const compareNames = (a: string, b: string): number => {
  const [left, right] = [sortKey(a), sortKey(b)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
};

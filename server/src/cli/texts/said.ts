import { readLanguage } from '../../config.ts';

/** English and Vietnamese words for one thing that a command says. */
export type Said = readonly [english: string, vietnamese: string];

/** The words in the language of the person who runs the command; one text for both languages stands as it is. */
export const say = (said: string | Said): string =>
  typeof said === 'string' ? said : said[readLanguage() === 'vi' ? 1 : 0];

/** A number with its English noun: 1 row, 2 rows. */
export const counted = (number: number, noun: string): string =>
  `${number} ${noun}${number === 1 ? '' : 's'}`;

import type { Article } from '../../marks/derivation.ts';

/** An article of Circular 27/2020, with its clause where one is meant. */
export const articleOf27 = (article: number, clause?: number): Article => ({
  circular: '27/2020/TT-BGDĐT',
  article,
  ...(clause === undefined ? {} : { clause }),
});

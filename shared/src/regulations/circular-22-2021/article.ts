import type { Article } from '../../marks/derivation.ts';

/** An article of Circular 22/2021, for derivations. */
export const articleOf22 = (article: number, clause?: number): Article => ({
  circular: '22/2021/TT-BGDĐT',
  article,
  ...(clause === undefined ? {} : { clause }),
});

/** Bound values per statement are limited on both engines; so many rows go into one. */
export const CHUNK = 500;

/** Slices of at most 500 rows, the size of one statement. */
export const chunksOf = <Row>(rows: readonly Row[]): Row[][] =>
  Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, i) => rows.slice(i * CHUNK, (i + 1) * CHUNK));

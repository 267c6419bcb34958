/** Bound values per statement are limited on both engines; so many rows go into one. */
export const CHUNK = 500;

/** Slices of at most `size` rows; without a size, of as many as one statement takes. */
export const chunksOf = <Row>(rows: readonly Row[], size = CHUNK): Row[][] =>
  Array.from({ length: Math.ceil(rows.length / size) }, (_, i) => rows.slice(i * size, (i + 1) * size));

import type { SameKeys } from '../same-keys.ts';
import type { grid as vi } from '../vi/grid.ts';

/** English texts of the area `grid`. */
export const grid = {} as const satisfies SameKeys<typeof vi>;

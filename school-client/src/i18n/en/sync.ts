import type { SameKeys } from '../same-keys.ts';
import type { sync as vi } from '../vi/sync.ts';

/** English texts of the area `sync`. */
export const sync = {} as const satisfies SameKeys<typeof vi>;

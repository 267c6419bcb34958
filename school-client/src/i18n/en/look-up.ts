import type { SameKeys } from '../same-keys.ts';
import type { lookUp as vi } from '../vi/look-up.ts';

/** English texts of the area `lookUp`. */
export const lookUp = {} as const satisfies SameKeys<typeof vi>;

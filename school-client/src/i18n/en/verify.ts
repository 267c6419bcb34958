import type { SameKeys } from '../same-keys.ts';
import type { verify as vi } from '../vi/verify.ts';

/** English texts of the area `verify`. */
export const verify = {} as const satisfies SameKeys<typeof vi>;

import type { SameKeys } from '../same-keys.ts';
import type { common as vi } from '../vi/common.ts';

/** English texts of the area `common`. */
export const common = {} as const satisfies SameKeys<typeof vi>;

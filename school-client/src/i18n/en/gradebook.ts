import type { SameKeys } from '../same-keys.ts';
import type { gradebook as vi } from '../vi/gradebook.ts';

/** English texts of the area `gradebook`. */
export const gradebook = {} as const satisfies SameKeys<typeof vi>;

import type { SameKeys } from '../same-keys.ts';
import type { classes as vi } from '../vi/classes.ts';

/** English texts of the area `classes`. */
export const classes = {} as const satisfies SameKeys<typeof vi>;

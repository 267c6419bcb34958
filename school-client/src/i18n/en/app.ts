import type { SameKeys } from '../same-keys.ts';
import type { app as vi } from '../vi/app.ts';

/** English texts of the area `app`. */
export const app = {} as const satisfies SameKeys<typeof vi>;

import type { SameKeys } from '../same-keys.ts';
import type { problems as vi } from '../vi/problems.ts';

/** English texts of the area `problems`. */
export const problems = {} as const satisfies SameKeys<typeof vi>;

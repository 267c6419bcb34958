import type { SameKeys } from '../same-keys.ts';
import type { approvals as vi } from '../vi/approvals.ts';

/** English texts of the area `approvals`. */
export const approvals = {} as const satisfies SameKeys<typeof vi>;

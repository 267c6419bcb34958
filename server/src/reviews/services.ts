import type { Instant } from '@hocba/shared/school/identifiers';
import type { Db } from '../storage/engine/db.ts';

/** The needs of review requests. */
export interface ReviewServices {
  readonly db: Db;
  readonly clock: () => Instant;
  /** Working days within which a school answers. */
  readonly reviewDays: number;
}

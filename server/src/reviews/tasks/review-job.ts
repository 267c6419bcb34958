import type { Instant } from '@hocba/shared/school/identifiers';
import type { Write } from '../../storage/engine/db.ts';
import { enqueueJob } from '../../storage/queries/jobs.ts';
import type { StoredReview } from '../stored-review.ts';

/** Kind of the jobs of review requests, and so the name of their lane. */
export const REVIEW_JOB = 'review';

/** The timer of a question to the family, under the number of the event that asked it. */
export const expiryWrite = ({ row, end }: Pick<StoredReview, 'row' | 'end'>, at: Instant): Write => {
  const key = `${row.id}:${end.seq}`;
  return enqueueJob({ id: `${REVIEW_JOB}:${key}`, kind: REVIEW_JOB, key, runAt: at });
};

/** The request that a job is about. */
export const dossierOfJob = (key: string): string => key.split(':')[0] ?? '';

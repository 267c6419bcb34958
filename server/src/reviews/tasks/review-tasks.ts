import { decideReview } from '@hocba/shared/lifecycle/review/decide-review';
import { REGISTRY } from '../../dossiers/dossier-events.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import { findDossier } from '../../storage/queries/dossiers/dossiers.ts';
import { finishJobs, type JobRow } from '../../storage/queries/jobs.ts';
import type { ReviewServices } from '../services.ts';
import { advanceReview, openReview } from '../stored-review.ts';
import { dossierOfJob } from './review-job.ts';

const expire = ({ db, clock }: Pick<ReviewServices, 'db' | 'clock'>, job: JobRow): Promise<void> =>
  decideAgain(async () => {
    const now = clock();
    const row = await findDossier(db, dossierOfJob(job.key));
    const stored = row && (await openReview(db, row));
    const event = { kind: 'expire' } as const;
    // The family has answered or withdrawn meanwhile: the timer has nothing to do any more.
    const isDue = stored !== undefined && 'next' in decideReview(stored.review, event, now);
    if (!isDue) return db.commit(finishJobs([job]));
    const { writes } = advanceReview(db, stored, [{ event, actor: REGISTRY }], now);
    return db.commit([...writes, ...finishJobs([job])]);
  });

/** The handler of `review` jobs: a question that the family does not answer ends the request. */
export const reviewJobs =
  (services: Pick<ReviewServices, 'db' | 'clock'>) =>
  async (jobs: readonly JobRow[]): Promise<void> => {
    for (const job of jobs) await expire(services, job);
  };

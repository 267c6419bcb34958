import { checkFolds } from '../dossiers/check-folds.ts';
import type { Db } from '../storage/engine/db.ts';
import { REVIEW_PROCEDURES, REVIEW_RULES, reviewIn } from './stored-review.ts';

/** Review requests whose row says otherwise than their events. */
export const checkReviews = async (db: Db): Promise<string[]> => [
  ...(await checkFolds(db, REVIEW_PROCEDURES.cell, REVIEW_RULES, reviewIn)),
  ...(await checkFolds(db, REVIEW_PROCEDURES.look, REVIEW_RULES, reviewIn)),
];

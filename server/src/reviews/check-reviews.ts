import { checkFolds } from '../dossiers/check-folds.ts';
import type { Db } from '../storage/engine/db.ts';
import { listDossierEvents, readDossiers } from '../storage/queries/dossiers/dossiers.ts';
import { isPhotoWhole } from './photo.ts';
import { isReview, REVIEW_PROCEDURES, REVIEW_RULES, reviewIn } from './stored-review.ts';
import { photoIn } from './thread.ts';

/** Photos that are not the ones that the events of their requests name. */
const checkPhotos = async (db: Db): Promise<string[]> => {
  const faults: string[] = [];
  for await (const page of readDossiers(db)) {
    for (const { id } of page.filter(isReview)) {
      for (const row of await listDossierEvents(db, id)) {
        const said = photoIn(row);
        if (said !== undefined && !(await isPhotoWhole(db, id, row.seq, said)))
          faults.push(`a photo of dossier ${id} is not the one that was sent`);
      }
    }
  }
  return faults;
};

/** Review requests whose row says otherwise than their events, or whose photos are other ones. */
export const checkReviews = async (db: Db): Promise<string[]> => [
  ...(await checkFolds(db, REVIEW_PROCEDURES.cell, REVIEW_RULES, reviewIn)),
  ...(await checkFolds(db, REVIEW_PROCEDURES.look, REVIEW_RULES, reviewIn)),
  ...(await checkPhotos(db)),
];

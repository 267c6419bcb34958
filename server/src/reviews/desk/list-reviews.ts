import type { ResponseOf } from '@hocba/shared/contract/endpoint';
import type { getReview as contract } from '@hocba/shared/contract/reviews/endpoints';
import type { PhotoContent, ReviewEntry } from '@hocba/shared/contract/reviews/review';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant } from '@hocba/shared/school/identifiers';
import { byTimeLeft } from '../../dossiers/dossier-clock.ts';
import type { Caller } from '../../people/caller.ts';
import type { Db } from '../../storage/engine/db.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import {
  type DossierRow,
  findDossier,
  listNewestDossiers,
  listNewestDossiersOf,
  listOpenDossiers,
  listOpenDossiersOf,
} from '../../storage/queries/dossiers/dossiers.ts';
import { readPhoto } from '../photo.ts';
import {
  isReview,
  listedReview,
  openReview,
  REVIEW_PROCEDURES,
  type StoredReview,
} from '../stored-review.ts';
import { readThread } from '../thread.ts';
import { seesReview } from '../who-acts.ts';
import { reviewEntry } from './review-entry.ts';

/** Requests that have ended and are still listed. */
const ENDED_SHOWN = 50;

const BOTH = Object.values(REVIEW_PROCEDURES);

/** The requests of the caller's school; of the department those about looks, at every school. */
const rowsOf = async (db: Db, { school }: Caller): Promise<DossierRow[]> => {
  const { look } = REVIEW_PROCEDURES;
  const open =
    school === null ? await listOpenDossiers(db, look) : await listOpenDossiersOf(db, BOTH, school);
  const newest =
    school === null
      ? await listNewestDossiers(db, look, ENDED_SHOWN)
      : await listNewestDossiersOf(db, BOTH, school, ENDED_SHOWN);
  return [...open, ...newest.filter(({ open_key }) => open_key === null)];
};

/** Every open request that the caller sees, least working time first, and the newest that have ended. */
export const listReviews = async (db: Db, caller: Caller, now: Instant): Promise<ReviewEntry[]> => {
  const seen = (await rowsOf(db, caller)).map(listedReview).filter((stored) => seesReview(caller, stored));
  const entries: ReviewEntry[] = [];
  for (const stored of seen) entries.push(await reviewEntry(db, stored, caller, now));
  return entries.toSorted(byTimeLeft);
};

/** A request that the caller sees. Throws REVIEW_UNKNOWN alike for one of others and one that does not exist. */
export const requireReview = async (db: Db, caller: Caller, id: string): Promise<StoredReview> => {
  const row = await findDossier(db, id);
  const isSeen = row !== undefined && isReview(row) && seesReview(caller, listedReview(row));
  const stored = isSeen ? await openReview(db, row) : undefined;
  if (stored === undefined) throw new RegistryError('REVIEW_UNKNOWN');
  return stored;
};

/** One request with its thread. It shows a mark, so that the reading is audited first. Throws REVIEW_UNKNOWN. */
export const getReview = async (
  db: Db,
  caller: Caller,
  id: string,
  now: Instant,
): Promise<ResponseOf<typeof contract>> => {
  const stored = await requireReview(db, caller, id);
  const act = { at: now, actor: caller.account, action: 'review.read', student: stored.row.student };
  await db.commit([appendAudit({ ...act, detail: { dossier: id, school: caller.school } })]);
  return { review: await reviewEntry(db, stored, caller, now), lines: await readThread(db, id) };
};

/** The photo beside words of a request that the caller sees; the reading is audited first. Throws REVIEW_UNKNOWN, NOT_FOUND. */
export const getReviewPhoto = async (
  db: Db,
  caller: Caller,
  { id, seq }: { readonly id: string; readonly seq: string },
  now: Instant,
): Promise<PhotoContent> => {
  const { row } = await requireReview(db, caller, id);
  const photo = await readPhoto(db, id, Number(seq));
  if (photo === undefined) throw new RegistryError('NOT_FOUND');
  const act = { at: now, actor: caller.account, action: 'review.read', student: row.student };
  await db.commit([
    appendAudit({ ...act, detail: { dossier: id, school: caller.school, photo: Number(seq) } }),
  ]);
  return photo;
};

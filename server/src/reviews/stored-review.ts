import { decideReview, openReviewKey, type Review } from '@hocba/shared/lifecycle/review/decide-review';
import type { ReviewAbout, ReviewEvent } from '@hocba/shared/lifecycle/review/events';
import type { Instant } from '@hocba/shared/school/identifiers';
import { advanceDossier, type DossierHead, type Procedure } from '../dossiers/advance-dossier.ts';
import type { ChainEnd } from '../dossiers/dossier-events.ts';
import type { Db, Write } from '../storage/engine/db.ts';
import { type DossierRow, findDossierEvent } from '../storage/queries/dossiers/dossiers.ts';

/**
 * The procedures of families' requests, by what they are about; no national catalogue has them. The department has those
 * about looks, so that they are listed by their own name.
 */
export const REVIEW_PROCEDURES: Readonly<Record<ReviewAbout['kind'], string>> = {
  cell: 'review',
  look: 'look-review',
};

/** Whether a dossier is a family's request. */
export const isReview = ({ procedure }: Pick<DossierRow, 'procedure'>): boolean =>
  Object.values(REVIEW_PROCEDURES).includes(procedure);

/** The rules of review requests on the machine of the dossiers. */
export const REVIEW_RULES: Procedure<Review, ReviewEvent> = { decide: decideReview, openKey: openReviewKey };

/** The details that a dossier has of a review request beside its columns. */
interface ReviewBody {
  readonly review: Review;
}

/** The review request in the details of a dossier. */
export const reviewIn = (body: string): Review => (JSON.parse(body) as ReviewBody).review;

/** A review request that exists. */
export interface StoredReview {
  readonly row: DossierHead;
  readonly review: Review;
  readonly end: ChainEnd;
}

/** An event that is to happen to a review request. */
export interface NewReviewEvent {
  readonly event: ReviewEvent;
  readonly actor: string;
}

/** A stored row as its request; a list needs the number of its last event and not the hash. */
export const listedReview = (row: DossierRow): StoredReview => ({
  row,
  review: reviewIn(row.body),
  end: { seq: row.seq, hash: '' },
});

/** A request with the end of its chain, so that it can go on; undefined while another process writes it. */
export const openReview = async (db: Db, row: DossierRow): Promise<StoredReview | undefined> => {
  // The event of the row, not the newest one: an event that comes between the two reads must refuse what was decided.
  const end = await findDossierEvent(db, row.id, row.seq);
  return end === undefined ? undefined : { row, review: reviewIn(row.body), end };
};

/** Lets events happen to a request; see `advanceDossier`. */
export const advanceReview = (
  db: Pick<Db, 'mac'>,
  from: Pick<StoredReview, 'row'> & Partial<StoredReview>,
  events: readonly NewReviewEvent[],
  now: Instant,
): { readonly next: StoredReview; readonly writes: Write[] } => {
  const stored = {
    head: from.row,
    before: from.review,
    end: from.end,
    bodyOf: (review: Review): ReviewBody => ({ review }),
  };
  const { next, row, end, writes } = advanceDossier(db, REVIEW_RULES, stored, events, now);
  return { next: { row, review: next, end }, writes };
};

import type { BodyOf } from '@hocba/shared/contract/endpoint';
import type { LookId } from '@hocba/shared/contract/family/child';
import type {
  askReview as contract,
  askAboutLook as lookContract,
} from '@hocba/shared/contract/family/reviews';
import { openReviewKey } from '@hocba/shared/lifecycle/review/decide-review';
import type { ReviewAbout } from '@hocba/shared/lifecycle/review/events';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant, SheetTerm, StudentId } from '@hocba/shared/school/identifiers';
import { ulid } from 'ulid';
import type { GuardianCaller } from '../../guardians/accounts/guardian-session.ts';
import { requireLink } from '../../guardians/links/guardian-link.ts';
import { findLook } from '../../guardians/pages/looks.ts';
import { later } from '../../later.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import { findOpenDossier, listDossiersAbout } from '../../storage/queries/dossiers/dossiers.ts';
import { saidText } from '../act-on-review.ts';
import { listClassesOf, requireCell } from '../cells.ts';
import { takePhoto } from '../photo.ts';
import type { ReviewServices } from '../services.ts';
import { advanceReview, listedReview, REVIEW_PROCEDURES } from '../stored-review.ts';
import { GUARDIAN_ACTOR } from '../thread.ts';

/** Requests that a guardian may have open or have filed within a week about one child; each can bring ten megabytes. */
const MOST_REQUESTS = 20;
const WEEK_MS = 7 * 86_400_000;

interface Asking {
  readonly student: StudentId;
  readonly about: ReviewAbout;
  /** The school that answers. */
  readonly receiver: string;
  readonly text: string;
  readonly photo: string | undefined;
}

const requireRoom = async (
  { db }: ReviewServices,
  caller: GuardianCaller,
  student: StudentId,
  now: Instant,
): Promise<void> => {
  const since = later(now, -WEEK_MS);
  const rows = await listDossiersAbout(db, Object.values(REVIEW_PROCEDURES), student);
  const counted = rows.filter(({ open_key, filed_at }) => open_key !== null || filed_at > since);
  const own = counted.filter((row) => listedReview(row).review.guardian === caller.id);
  if (own.length >= MOST_REQUESTS) throw new RegistryError('REVIEW_LIMIT');
};

const fileOnce = async (
  services: ReviewServices,
  caller: GuardianCaller,
  { student, about, receiver, text, photo: sent }: Asking,
  now: Instant,
): Promise<string> => {
  const { db, reviewDays: days } = services;
  const key = openReviewKey({ state: 'received', about }, student) ?? '';
  if ((await findOpenDossier(db, key)) !== undefined) throw new RegistryError('REVIEW_OPEN');
  await requireRoom(services, caller, student, now);
  const id = ulid(Date.parse(now));
  const row = {
    ...{ id, code: null, procedure: REVIEW_PROCEDURES[about.kind], student },
    ...{ receiver, sender: null, filed_at: now },
  };
  const actor = `${GUARDIAN_ACTOR}${caller.id}`;
  const photo = sent === undefined ? undefined : takePhoto(sent);
  const said = photo === undefined ? { text } : { text, photo: photo.said };
  const event = { kind: 'file', about, guardian: caller.id, days, ...said } as const;
  const { next, writes } = advanceReview(db, { row }, [{ event, actor }], now);
  const act = { at: now, actor, action: 'review.file', student };
  const kept = photo === undefined ? [] : [photo.write(next)];
  await db.commit([...writes, ...kept, appendAudit({ ...act, detail: { dossier: id, receiver } })]);
  return id;
};

/**
 * Asks the school of a cell to look again; answers the id of the request. Throws NOT_FOUND for a child whom the caller may
 * not ask about, REVIEW_CELL_UNKNOWN, REVIEW_OPEN while a request about the cell is open, and REVIEW_LIMIT.
 */
export const askReview = (
  services: ReviewServices,
  caller: GuardianCaller,
  student: StudentId,
  { year, subject, cell: pointed, text: typed, photo }: BodyOf<typeof contract>,
): Promise<string> =>
  decideAgain(async () => {
    const now = services.clock();
    await requireLink(services.db, caller.id, { student, right: 'ask', now });
    const [term = '', column = ''] = pointed.split(':');
    const about = await requireCell(services.db, student, { year, subject, term: term as SheetTerm, column });
    const asking = { student, about, receiver: about.school, text: saidText(typed), photo };
    return fileOnce(services, caller, asking, now);
  });

/**
 * Calls a look wrong, at the child's present school and the department; answers the id of the case. Throws NOT_FOUND for a
 * child whom the caller may not ask about and for a look that is none, REVIEW_OPEN and REVIEW_LIMIT.
 */
export const askAboutLook = (
  services: ReviewServices,
  caller: GuardianCaller,
  { student, look }: { readonly student: StudentId; readonly look: LookId },
  { text: typed, photo }: BodyOf<typeof lookContract>,
): Promise<string> =>
  decideAgain(async () => {
    const { db } = services;
    const now = services.clock();
    await requireLink(db, caller.id, { student, right: 'ask', now });
    const found = await findLook(db, student, look);
    const [present] = await listClassesOf(db, student);
    if (found === undefined || present === undefined) throw new RegistryError('NOT_FOUND');
    const { seq, action, at, actor } = found;
    const about = { kind: 'look', seq, act: action, at: at as Instant, actor } as const;
    return fileOnce(
      services,
      caller,
      { student, about, receiver: present.school, text: saidText(typed), photo },
      now,
    );
  });

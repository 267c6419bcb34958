import { nextWorkingMoment } from '@hocba/shared/calendar/deadline';
import type { GuardianId } from '@hocba/shared/school/guardians';
import type { Instant } from '@hocba/shared/school/identifiers';
import { inHours } from '../guardians/consent-code.ts';
import { listGuardiansOf } from '../guardians/links/guardian-link.ts';
import { GRANT_HOURS } from '../guardians/look-up.ts';
import type { Db } from '../storage/engine/db.ts';
import { listConsentCodesOf } from '../storage/queries/consents.ts';

const FAMILY = 'guardian:';

/** A request as it is filed: for whom, where to and when. */
interface Filing {
  readonly student: string;
  readonly receiver: string;
  readonly filedAt: Instant;
}

/**
 * The guardian whose own code let the receiving school look before it filed the request; undefined where the old school
 * made the code, or where the department let the school look.
 */
const askerOf = async (db: Db, { student, receiver, filedAt }: Filing): Promise<string | undefined> => {
  const since = inHours(filedAt, -GRANT_HOURS);
  const used = (await listConsentCodesOf(db, student)).filter(
    ({ school, used_at: at }) => school === receiver && at !== null && at >= since && at <= filedAt,
  );
  const [last] = used.sort((a, b) => ((a.used_at ?? '') > (b.used_at ?? '') ? -1 : 1));
  return last?.issued_by.startsWith(FAMILY) ? last.issued_by.slice(FAMILY.length) : undefined;
};

/** The guardians who decide for a pupil now, as a transfer asks them. */
export interface Deciders {
  /** The guardian who let the receiving school look; undefined where nobody can know. */
  readonly asker: string | undefined;
  readonly all: readonly GuardianId[];
}

/** The guardians who decide for a pupil now, and the one who asked for the transfer to a school. */
export const readDeciders = async (db: Db, filing: Filing, now: Instant): Promise<Deciders> => ({
  asker: await askerOf(db, filing),
  all: (await listGuardiansOf(db, filing.student, now)).flatMap(({ guardian, rights }) =>
    rights.decide ? [guardian] : [],
  ),
});

/**
 * Whether the word of one guardian ends the wait at once: it is the only other one beside the guardian who asked. Where
 * nobody knows who asked, the guardian who agrees could be that one, so that the hours run on.
 */
export const agreesForAll = ({ asker, all }: Deciders, guardian: string): boolean =>
  asker !== undefined && guardian !== asker && all.every((one) => one === asker || one === guardian);

/** Where a request is to go, and for how long another guardian may object; 0 hours where the province does without. */
export interface Asked {
  readonly student: string;
  readonly receiver: string;
  readonly waitHours: number;
}

/**
 * Until when another guardian may object to a request that is filed now: the hours of the province and, if they end
 * outside office hours, until the next working moment. Null when nobody else decides.
 */
export const objectUntilOf = async (db: Db, asked: Asked, now: Instant): Promise<Instant | null> => {
  const { asker, all } = await readDeciders(db, { ...asked, filedAt: now }, now);
  const others = all.filter((guardian) => guardian !== asker).length;
  if (asked.waitHours === 0 || others < (asker === undefined ? 2 : 1)) return null;
  const end = inHours(now, asked.waitHours);
  return nextWorkingMoment(end) ?? end;
};

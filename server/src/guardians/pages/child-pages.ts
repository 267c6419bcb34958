import type { ResponseOf } from '@hocba/shared/contract/endpoint';
import type {
  childBundle,
  HomePage,
  Look,
  LookedPage,
  LooksFile,
  RecordPage,
} from '@hocba/shared/contract/family/child';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant, SchoolYear, StudentId } from '@hocba/shared/school/identifiers';
import { later } from '../../later.ts';
import type { Db } from '../../storage/engine/db.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import { listActionsOf } from '../../storage/queries/audit/audit-queries.ts';
import { listCredentialsOf } from '../../storage/queries/credentials.ts';
import type { GuardianCaller } from '../accounts/guardian-session.ts';
import { requireLink, requireSight } from '../links/guardian-link.ts';
import { frameOf } from './frame.ts';
import { listEveryLook, listLooks } from './looks.ts';
import { seenBy, shownTo } from './plain.ts';
import { listSignedYears, readSigned, type VerifyRecord } from './signed-records.ts';

/** The needs of pages about a child; `trustList` goes out with the file of signed records. */
export interface ChildPageServices {
  readonly db: Db;
  readonly clock: () => Instant;
  readonly verify: VerifyRecord;
  readonly trustList: string;
}

const LOOKS_AT_HOME = 3;
/** Requests are another room's to count. */
const NO_REVIEWS = { count: 0, asked: null } as const;

/** The acts that the family's first page tells of: neither its own nor the printing of its slips. */
const byOthers = ({ role, act }: Look): boolean => role !== 'family' && act !== 'link-code.issued';

const HOUR_MS = 3_600_000;
/** More children than one guardian has. */
const MOST_CHILDREN = 50;

/**
 * Audits that a guardian reads a child's record, before anything is answered: once an hour, so that no browser that loads
 * a page again and again fills the audit.
 */
export const noteRead = async (
  db: Db,
  caller: GuardianCaller,
  student: StudentId,
  now: Instant,
): Promise<void> => {
  const [actor, action] = [`guardian:${caller.id}`, 'guardian.read'];
  const noted = await listActionsOf(db, actor, { action, since: later(now, -HOUR_MS), limit: MOST_CHILDREN });
  if (noted.some((row) => row.student === student)) return;
  await db.commit([appendAudit({ at: now, actor, action, student, detail: {} })]);
};

/** The first page about a child, or about the first one. Throws NOT_FOUND for a child that is not the caller's. */
export const readHome = async (
  { db, clock, verify }: ChildPageServices,
  caller: GuardianCaller,
  child?: StudentId,
): Promise<HomePage> => {
  const now = clock();
  const frame = await frameOf(db, caller, child, now);
  if (frame === null) {
    if (child !== undefined) throw new RegistryError('NOT_FOUND');
    return {
      page: 'home',
      frame,
      newest: null,
      letters: 0,
      todo: null,
      reviews: NO_REVIEWS,
      hasRunning: false,
      looks: [],
      looksInAll: 0,
    };
  }
  const link = await requireSight(db, caller.id, { student: frame.child, now });
  await noteRead(db, caller, frame.child, now);
  const newest = await readSigned(db, verify, { student: frame.child, now });
  const looks = seenBy(caller, link, await listLooks(db, frame.child)).filter(byOthers);
  return {
    page: 'home',
    frame,
    newest: newest === undefined ? null : shownTo(link, newest),
    letters: 0,
    todo: null,
    reviews: NO_REVIEWS,
    hasRunning: false,
    looks: looks.slice(0, LOOKS_AT_HOME),
    looksInAll: looks.length,
  };
};

const requireFrame = async (
  { db }: Pick<ChildPageServices, 'db'>,
  caller: GuardianCaller,
  student: StudentId,
  now: Instant,
) => {
  const link = await requireSight(db, caller.id, { student, now });
  const frame = await frameOf(db, caller, student, now);
  if (frame === null) throw new RegistryError('NOT_FOUND');
  return { frame, link };
};

/** A signed school year of a child. Throws NOT_FOUND for a child of others, and for a year without a signed record. */
export const readRecord = async (
  { db, clock, verify }: ChildPageServices,
  caller: GuardianCaller,
  { student, year }: { readonly student: StudentId; readonly year: SchoolYear },
): Promise<RecordPage> => {
  const now = clock();
  const { frame, link } = await requireFrame({ db }, caller, student, now);
  await noteRead(db, caller, student, now);
  const record = await readSigned(db, verify, { student, year, now });
  if (record === undefined) throw new RegistryError('NOT_FOUND');
  return {
    page: 'record',
    frame,
    years: await listSignedYears(db, student),
    record: shownTo(link, record),
    mayAsk: link.rights.ask,
  };
};

/** Looks at a child's record by other people. Throws NOT_FOUND for a child that is not the caller's. */
export const readLooked = async (
  { db, clock }: ChildPageServices,
  caller: GuardianCaller,
  student: StudentId,
): Promise<LookedPage> => {
  const { frame, link } = await requireFrame({ db }, caller, student, clock());
  return {
    page: 'looked',
    frame,
    newestYear: (await listSignedYears(db, student))[0] ?? null,
    mayAsk: link.rights.ask,
    looks: seenBy(caller, link, await listLooks(db, student)),
  };
};

/** The looks at a child's record as a file to keep. Throws NOT_FOUND for a child that is not the caller's. */
export const readLooksFile = async (
  { db, clock }: Pick<ChildPageServices, 'db' | 'clock'>,
  caller: GuardianCaller,
  student: StudentId,
): Promise<LooksFile> => {
  const link = await requireSight(db, caller.id, { student, now: clock() });
  return { page: 'looks-file', looks: seenBy(caller, link, await listEveryLook(db, student)) };
};

/** The signed records of a child as a file. Throws NOT_FOUND for a child that is not the caller's. */
export const readChildBundle = async (
  { db, clock, trustList }: ChildPageServices,
  caller: GuardianCaller,
  student: StudentId,
): Promise<ResponseOf<typeof childBundle>> => {
  const now = clock();
  await requireLink(db, caller.id, { student, right: 'see', now });
  await noteRead(db, caller, student, now);
  const rows = await listCredentialsOf(db, student);
  return { v: 1, credentials: rows.map(({ jws }) => jws), trustList };
};

import type { FamilyShare, ShareId, SharesPage } from '@hocba/shared/contract/family/shares';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant, SchoolYear, StudentId } from '@hocba/shared/school/identifiers';
import type { BirthDate } from '@hocba/shared/school/pupil/birth-date';
import { listGuardians } from '../../storage/queries/guardians/guardian-accounts.ts';
import { listSharesOf, type ShareRow } from '../../storage/queries/guardians/shares.ts';
import { findStudent } from '../../storage/queries/schools/schools.ts';
import type { GuardianCaller } from '../accounts/guardian-session.ts';
import { requireLink } from '../links/guardian-link.ts';
import { hasOwnWord, type MadeShare, type ShareServices } from '../shares/make-share.ts';
import { shareState } from '../shares/share.ts';
import { frameOf } from './frame.ts';
import { listSignedYears, readSigned, type VerifyRecord } from './signed-records.ts';

/** Shares that ended longer ago than this are no more on the page; milliseconds. */
const REMEMBERED = 90 * 86_400_000;

const settledOf = ({ settled_as, settled_at, settlement }: ShareRow): FamilyShare['settled'] =>
  settled_at === null || settlement === null
    ? null
    : { isAllowed: settled_as === 'allowed', text: settlement, at: settled_at as Instant };

const shareOf = async (
  { db, clock }: ShareServices,
  caller: GuardianCaller,
  row: ShareRow,
  names: ReadonlyMap<string, string>,
): Promise<FamilyShare> => ({
  id: row.id as ShareId,
  state: await shareState(db, row, clock()),
  purpose: row.purpose,
  years: row.years as SchoolYear[],
  by: names.get(row.guardian) ?? '',
  isOwn: row.guardian === caller.id,
  createdAt: row.created_at as Instant,
  opensAt: row.opens_at as Instant,
  endsAt: row.ends_at as Instant,
  mayDownload: row.may_download,
  views: row.views,
  settled: settledOf(row),
});

/** The page after a share was made: link, PIN and pictures are on it this once. Throws as `readShares`. */
export const readMadeShare = async (
  services: ShareServices & { readonly verify: VerifyRecord },
  caller: GuardianCaller,
  student: StudentId,
  { years, ...told }: MadeShare,
): Promise<SharesPage> => {
  const { db, clock, verify } = services;
  const page = await readShares(services, caller, student);
  const read = years.toReversed().map((year) => readSigned(db, verify, { student, year, now: clock() }));
  const records = (await Promise.all(read)).filter((record) => record !== undefined);
  return { ...page, made: { ...told, records } };
};

/** The shares of a child's record, newest first. Throws NOT_FOUND for a child that is not the caller's. */
export const readShares = async (
  services: ShareServices,
  caller: GuardianCaller,
  student: StudentId,
): Promise<SharesPage> => {
  const { db, clock } = services;
  const now = clock();
  const { rights } = await requireLink(db, caller.id, { student, right: 'see', now });
  const frame = await frameOf(db, caller, student, now);
  const child = await findStudent(db, student);
  if (frame === null || child === undefined) throw new RegistryError('NOT_FOUND');
  const since = Date.parse(now) - REMEMBERED;
  const rows = (await listSharesOf(db, student)).filter((row) => Date.parse(row.ends_at) > since).reverse();
  const makers = await listGuardians(db, [...new Set(rows.map((row) => row.guardian))]);
  const names = new Map(makers.map(({ id, name }) => [id, name]));
  return {
    page: 'shares',
    frame,
    years: await listSignedYears(db, student),
    asksChild: hasOwnWord(child.birth_date as BirthDate, now),
    mayShare: rights.decide,
    shares: await Promise.all(rows.map((row) => shareOf(services, caller, row, names))),
    made: null,
    problem: null,
  };
};

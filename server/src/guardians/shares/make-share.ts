import { randomBytes, randomInt } from 'node:crypto';
import type { BodyOf } from '@hocba/shared/contract/endpoint';
import { type makeShare, type ShareId, sharedPage } from '@hocba/shared/contract/family/shares';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant, SchoolYear, StudentId } from '@hocba/shared/school/identifiers';
import { type BirthDate, birthYear } from '@hocba/shared/school/pupil/birth-date';
import { plainRemark, readTitle } from '@hocba/shared/text/plain-text';
import type { Db } from '../../storage/engine/db.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import {
  findShare,
  insertShare,
  listSharesOf,
  type ShareRow,
  updateShare,
} from '../../storage/queries/guardians/shares.ts';
import { findStudent } from '../../storage/queries/schools/schools.ts';
import type { GuardianCaller } from '../accounts/guardian-session.ts';
import { inHours } from '../consent-code.ts';
import { listGuardiansOf, requireLink } from '../links/guardian-link.ts';
import { listSignedYears } from '../pages/signed-records.ts';
import { sharePinHash, shareSeal, shareState } from './share.ts';

/** The needs of shares. */
export interface ShareServices {
  readonly db: Db;
  readonly pepper: Uint8Array;
  readonly clock: () => Instant;
  readonly publicUrl: string;
  /** Hours in which another guardian who decides may object; 0 where the province does without. */
  readonly waitHours: number;
}

/** A share that was made, with what is told once. */
export interface MadeShare {
  readonly address: string;
  readonly pin: string;
  readonly waits: boolean;
  readonly opensAt: Instant;
  readonly endsAt: Instant;
  readonly years: readonly SchoolYear[];
}

const PURPOSE_LENGTH = 100;
/** Open shares of one pupil at one time: more is a mistake or a machine. */
const MOST_OPEN = 20;
const AGE_OF_OWN_WORD = 7;

/**
 * Whether a child's own agreement is asked for: from the seventh birthday on, or from the year of it where the register
 * holds no more than the year. Law 91/2025 on personal data, and Decree 13/2023, Art. 20, before it.
 */
export const hasOwnWord = (birthDate: BirthDate, now: Instant): boolean => {
  const turns = `${birthYear(birthDate) + AGE_OF_OWN_WORD}${birthDate.slice(4)}`;
  return turns <= now.slice(0, turns.length);
};

const yearsOf = (body: BodyOf<typeof makeShare>): SchoolYear[] =>
  Object.entries(body)
    .filter(([name]) => name.startsWith('year-'))
    .map(([, year]) => year as SchoolYear)
    .sort();

const purposeOf = (typed: string): string => {
  const read = readTitle(typed, PURPOSE_LENGTH);
  if ('finding' in read) throw new RegistryError(read.finding.code);
  if (read.value === '') throw new RegistryError('INVALID_INPUT');
  return read.value;
};

/** When a share opens: at once, or after the hours of the other guardians who decide. */
const opening = async (
  { db, waitHours }: ShareServices,
  caller: GuardianCaller,
  student: StudentId,
  now: Instant,
): Promise<Instant> => {
  const others = (await listGuardiansOf(db, student, now)).filter(
    ({ guardian, rights }) => guardian !== caller.id && rights.decide,
  );
  return others.length === 0 ? now : inHours(now, waitHours);
};

const requireRoom = async ({ db, clock }: ShareServices, student: StudentId): Promise<void> => {
  const now = clock();
  const running = (await listSharesOf(db, student)).filter(
    (row) => row.stopped_at === null && row.ends_at > now,
  );
  if (running.length >= MOST_OPEN) throw new RegistryError('TOO_MANY_SHARES');
};

/**
 * Shares signed years of a child for some days; link and PIN stand only in the answer. Throws NOT_FOUND for a child that
 * the caller may not decide for, SHARE_YEARS for years without a signed record or none at all, CHILD_AGREEMENT_MISSING from
 * the seventh birthday on, TOO_MANY_SHARES, and the fault of the purpose's text.
 */
export const makeOwnShare = async (
  services: ShareServices,
  caller: GuardianCaller,
  student: StudentId,
  body: BodyOf<typeof makeShare>,
): Promise<MadeShare> => {
  const { db, pepper, clock, publicUrl } = services;
  const now = clock();
  await requireLink(db, caller.id, { student, right: 'decide', now });
  const [years, signed] = [yearsOf(body), await listSignedYears(db, student)];
  if (years.length === 0 || years.some((year) => !signed.includes(year)))
    throw new RegistryError('SHARE_YEARS');
  const child = await findStudent(db, student);
  const asksChild = child !== undefined && hasOwnWord(child.birth_date as BirthDate, now);
  if (asksChild && body.childAgrees !== 'on') throw new RegistryError('CHILD_AGREEMENT_MISSING');
  await requireRoom(services, student);
  const id = randomBytes(16).toString('base64url') as ShareId;
  const pin = String(randomInt(1_000_000)).padStart(6, '0');
  const opens_at = await opening(services, caller, student, now);
  const row: Omit<ShareRow, 'seal'> = {
    id,
    guardian: caller.id,
    student,
    purpose: purposeOf(body.purpose),
    years,
    pin_hash: sharePinHash(pepper, id, pin),
    may_download: body.download === 'on',
    child_agreed_at: asksChild ? now : null,
    created_at: now,
    opens_at,
    ends_at: inHours(opens_at, Number(body.days) * 24),
    objected_by: null,
    objected_at: null,
    objection: null,
    settled_as: null,
    settled_by: null,
    settled_at: null,
    settlement: null,
    stopped_at: null,
    failures: 0,
    views: 0,
    version: 1,
  };
  const detail = { share: id, years, opensAt: opens_at, endsAt: row.ends_at, childAgreed: asksChild };
  await db.commit([
    insertShare({ ...row, seal: shareSeal(db, row) }),
    appendAudit({ at: now, actor: `guardian:${caller.id}`, action: 'share.made', student, detail }),
  ]);
  const address = `${publicUrl}${sharedPage.path.replace(':share', id)}`;
  return { address, pin, waits: opens_at > now, opensAt: opens_at, endsAt: row.ends_at as Instant, years };
};

/** A share of a child that the caller may see. Throws NOT_FOUND alike for all others. */
const requireShare = async (db: Db, student: StudentId, id: ShareId): Promise<ShareRow> => {
  const row = await findShare(db, id);
  if (row?.student !== student) throw new RegistryError('NOT_FOUND');
  return row;
};

/**
 * Stops a share at once: the guardian who made it does, and any other who decides for the child. A share that is stopped
 * already stays so. Throws NOT_FOUND.
 */
export const stopOwnShare = (
  { db, clock }: ShareServices,
  caller: GuardianCaller,
  { student, share }: { readonly student: StudentId; readonly share: ShareId },
): Promise<void> =>
  decideAgain(async () => {
    const now = clock();
    const row = await requireShare(db, student, share);
    const right = row.guardian === caller.id ? 'see' : 'decide';
    await requireLink(db, caller.id, { student, right, now });
    if (row.stopped_at !== null) return;
    await db.commit([
      updateShare(row, { stopped_at: now }),
      appendAudit({
        at: now,
        actor: `guardian:${caller.id}`,
        action: 'share.stopped',
        student,
        detail: { share },
      }),
    ]);
  });

/**
 * Objects, with words for the person who then decides, to a share of another guardian before it opens; it stays shut
 * until then. Throws NOT_FOUND, TOO_LATE once it is open, and INVALID_INPUT for a text of blanks.
 */
export const objectToOther = (
  { db, clock }: ShareServices,
  caller: GuardianCaller,
  { student, share }: { readonly student: StudentId; readonly share: ShareId },
  typed: string,
): Promise<void> =>
  decideAgain(async () => {
    const now = clock();
    const objection = plainRemark(typed);
    await requireLink(db, caller.id, { student, right: 'decide', now });
    const row = await requireShare(db, student, share);
    if (row.guardian === caller.id) throw new RegistryError('NOT_FOUND');
    const state = await shareState(db, row, now);
    if (state === 'objected') return;
    if (state !== 'waiting' || row.settled_as !== null) throw new RegistryError('TOO_LATE');
    if (objection === '') throw new RegistryError('INVALID_INPUT', 'a text of blanks says nothing');
    const objected = { objected_by: caller.id, objected_at: now, objection };
    await db.commit([
      updateShare(row, { ...objected, seal: shareSeal(db, { ...row, ...objected }) }),
      appendAudit({
        at: now,
        actor: `guardian:${caller.id}`,
        action: 'share.objected',
        student,
        detail: { share },
      }),
    ]);
  });

import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ResponseOf } from '@hocba/shared/contract/endpoint';
import type { SharedPage, ShareId, ShareState, sharedBundle } from '@hocba/shared/contract/family/shares';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant, SchoolYear } from '@hocba/shared/school/identifiers';
import { later } from '../../later.ts';
import type { Secrets } from '../../people/sign-in/secrets.ts';
import { countTry, judgeTry, type ThrottleLimits } from '../../people/sign-in/throttle.ts';
import type { Db } from '../../storage/engine/db.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import { listCredentialsOf } from '../../storage/queries/credentials.ts';
import { findShare, type ShareRow, updateShare } from '../../storage/queries/guardians/shares.ts';
import { readSigned, type VerifyRecord } from '../pages/signed-records.ts';
import { fitsSharePin, shareState } from './share.ts';

/** The needs of a link that somebody opens. */
export interface OpenShareServices {
  readonly db: Db;
  readonly secrets: Secrets;
  readonly clock: () => Instant;
  readonly verify: VerifyRecord;
  readonly trustList: string;
}

/** How long a browser that gave the PIN sees the record, in milliseconds. */
const SEEN_MS = 30 * 60_000;
/** PINs of all shares from one address: one address of a telephone company stands for thousands of people. */
const TRIES_OF_ADDRESS: ThrottleLimits = { free: 300, firstPause: 60, longestPause: 900, forgetAfter: 3600 };

/** A share in one of these states counts wrong PINs no more. */
const SHUT: ReadonlySet<ShareState> = new Set(['blocked', 'stopped', 'over']);

const proofOf = ({ jwt }: Secrets, share: string, until: string): string =>
  createHmac('sha256', jwt).update(`share:${share}:${until}`).digest('base64url');

/** Whether a browser's pass is for this share and still good. */
const isPass = (secrets: Secrets, share: string, pass: string, now: Instant): boolean => {
  const [until = '', proof = ''] = pass.split('~');
  const [given, own] = [Buffer.from(proof), Buffer.from(proofOf(secrets, share, until))];
  return given.length === own.length && timingSafeEqual(given, own) && until > now;
};

const NOTHING: Omit<SharedPage, 'share' | 'state'> = {
  page: 'shared',
  purpose: null,
  endsAt: null,
  mayDownload: false,
  records: [],
  problem: null,
};

/** The open share behind a link and a pass. Throws NOT_FOUND for anything else. */
const requireOpen = async (services: OpenShareServices, share: ShareId, pass: string): Promise<ShareRow> => {
  const { db, secrets, clock } = services;
  const row = await findShare(db, share);
  const isOpen = row !== undefined && (await shareState(db, row, clock())) === 'open';
  if (!isOpen || !isPass(secrets, share, pass, clock())) throw new RegistryError('NOT_FOUND');
  return row;
};

/**
 * The page behind a link. Without a pass it asks for the PIN, whether the share exists or not; that a share is stopped or over
 * is said to browsers that gave the PIN before, or that give it now, and shows nothing.
 */
export const readShared = async (
  services: OpenShareServices,
  share: ShareId,
  pass: string,
): Promise<SharedPage> => {
  const { db, secrets, clock, verify } = services;
  const now = clock();
  const row = await findShare(db, share);
  if (row === undefined || !isPass(secrets, share, pass, now)) return { ...NOTHING, share, state: 'pin' };
  const state = await shareState(db, row, now);
  if (state !== 'open') return { ...NOTHING, share, state };
  const read = row.years.map((year) =>
    readSigned(db, verify, { student: row.student, year: year as SchoolYear, now }),
  );
  const records = (await Promise.all(read)).filter((record) => record !== undefined);
  return {
    ...NOTHING,
    share,
    state,
    purpose: row.purpose,
    endsAt: row.ends_at as Instant,
    mayDownload: row.may_download,
    records: records.reverse(),
  };
};

const openOnce = async (services: OpenShareServices, share: ShareId, pin: string): Promise<string> => {
  const { db, secrets, clock } = services;
  const now = clock();
  const row = await findShare(db, share);
  const fits = row !== undefined && fitsSharePin(secrets.pepper, row, pin);
  // Nobody can guess the 128 bits of a link, so the time that a refusal takes tells a stranger nothing.
  const state = row === undefined ? 'stopped' : await shareState(db, row, now);
  if (row === undefined || !fits || state === 'blocked') {
    if (row !== undefined && !SHUT.has(state)) {
      // Five of a share at most, so that strangers cannot fill the audit.
      const event = { at: now, actor: 'unknown', action: 'share.refused', student: row.student };
      await db.commit([
        updateShare(row, { failures: row.failures + 1 }),
        appendAudit({ ...event, detail: { share } }),
      ]);
    }
    throw new RegistryError('SHARE_PIN_WRONG');
  }
  if (state === 'open') {
    const event = { at: now, actor: 'unknown', action: 'share.opened', student: row.student };
    await db.commit([
      updateShare(row, { views: row.views + 1 }),
      appendAudit({ ...event, detail: { share, years: row.years, purpose: 'share' } }),
    ]);
  }
  const until = later(now, SEEN_MS);
  return `${until}~${proofOf(secrets, share, until)}`;
};

/**
 * Opens a share with its PIN and answers a pass for half an hour. Five wrong PINs block the share for good. Throws
 * SHARE_PIN_WRONG, whatever is wrong, and SIGN_IN_LOCKED.
 */
export const giveSharePin = async (
  services: OpenShareServices,
  share: ShareId,
  { pin, network }: { readonly pin: string; readonly network: string },
): Promise<string> => {
  const tries = [{ key: `share:address:${network}`, account: null, limits: TRIES_OF_ADDRESS }];
  await countTry(services.db, tries, services.clock());
  return judgeTry(services.db, tries, () => decideAgain(() => openOnce(services, share, pin)));
};

/** The signed texts of a share that may be kept. Throws NOT_FOUND without a pass, and for a share that may not. */
export const readSharedBundle = async (
  services: OpenShareServices,
  share: ShareId,
  pass: string,
): Promise<ResponseOf<typeof sharedBundle>> => {
  const { db, trustList, clock } = services;
  const row = await requireOpen(services, share, pass);
  if (!row.may_download) throw new RegistryError('NOT_FOUND');
  const rows = (await listCredentialsOf(db, row.student)).filter(({ year }) => row.years.includes(year));
  const event = { at: clock(), actor: 'unknown', action: 'share.kept', student: row.student };
  await db.commit([appendAudit({ ...event, detail: { share, credentials: rows.map(({ id }) => id) } })]);
  return { v: 1, credentials: rows.map(({ jws }) => jws), trustList };
};

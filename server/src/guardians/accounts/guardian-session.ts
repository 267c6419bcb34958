import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { RegistryError } from '@hocba/shared/problems';
import type { GuardianId } from '@hocba/shared/school/guardians';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { Language } from '@hocba/shared/text/language';
import { later } from '../../later.ts';
import type { Secrets } from '../../people/sign-in/secrets.ts';
import type { Db, Write } from '../../storage/engine/db.ts';
import {
  deleteGuardianSessionsBefore,
  endGuardianSession,
  findGuardian,
  findGuardianSession,
  type GuardianRow,
  type GuardianSessionRow,
  insertGuardianSession,
  touchGuardianSession,
} from '../../storage/queries/guardians/guardian-accounts.ts';

/** The guardian who is calling, as the database knows the account for this request. */
export interface GuardianCaller {
  readonly id: GuardianId;
  readonly name: string;
  readonly language: Language;
  readonly session: string;
}

/** The needs of guardians' sessions. */
export interface GuardianServices {
  readonly db: Db;
  readonly secrets: Secrets;
  readonly clock: () => Instant;
}

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
/** A phone of one's own that was silent this long asks for a code again; seconds. */
const OWN_PHONE = 14 * DAY;
/** On a phone that others use too. */
const SHARED_PHONE = 15 * MINUTE;
/** Every session ends after this long. */
const LONGEST = 90 * DAY;
/** How often the last use is written: each request would be a commit. */
const TOUCH = 5 * MINUTE;

/** 16 bytes of id, 32 of secret, both base64url. */
const TOKEN = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;

type Facts = Omit<GuardianSessionRow, 'proof' | 'last_used_at' | 'ended_at'>;

/** The MAC of a session: a new PIN makes another, so that no session from before goes on. */
const proofOf = ({ secrets }: GuardianServices, secret: string, row: Facts, pin: string): string => {
  const facts = JSON.stringify([
    secret,
    row.id,
    row.guardian,
    pin,
    row.created_at,
    row.expires_at,
    row.idle_seconds,
  ]);
  return createHmac('sha256', secrets.jwt).update(`guardian-session:${facts}`).digest('base64url');
};

/** A new session of a guardian: the token for the cookie, and the writes that store it. */
export const openGuardianSession = (
  services: GuardianServices,
  { id: guardian, pin_hash }: Pick<GuardianRow, 'id' | 'pin_hash'>,
  { now, isShared }: { readonly now: Instant; readonly isShared: boolean },
): { readonly token: string; readonly writes: readonly Write[] } => {
  const secret = randomBytes(32).toString('base64url');
  const facts: Facts = {
    id: randomBytes(16).toString('base64url'),
    guardian,
    created_at: now,
    expires_at: later(now, LONGEST * 1000),
    idle_seconds: isShared ? SHARED_PHONE : OWN_PHONE,
  };
  const proof = proofOf(services, secret, facts, pin_hash);
  return {
    token: `${facts.id}.${secret}`,
    writes: [
      deleteGuardianSessionsBefore(guardian, now),
      insertGuardianSession({ ...facts, last_used_at: now, ended_at: null, proof }),
    ],
  };
};

const isRunning = (row: GuardianSessionRow, now: Instant): boolean =>
  row.ended_at === null && row.expires_at > now && later(row.last_used_at, row.idle_seconds * 1000) > now;

/**
 * The guardian behind the token of a cookie, read for this request. Throws SESSION_ENDED for a session that is over, that
 * no sign-in of this registry made, or whose account is disabled.
 */
export const readGuardian = async (services: GuardianServices, token: string): Promise<GuardianCaller> => {
  const { db, clock } = services;
  const now = clock();
  const [, id = '', secret = ''] = TOKEN.exec(token) ?? [];
  const row = await findGuardianSession(db, id);
  const account = row && (await findGuardian(db, row.guardian));
  if (row === undefined || account === undefined) throw new RegistryError('SESSION_ENDED');
  const proof = Buffer.from(proofOf(services, secret, row, account.pin_hash));
  const kept = Buffer.from(row.proof);
  const isOwn = kept.length === proof.length && timingSafeEqual(kept, proof);
  if (!isOwn || account.disabled || !isRunning(row, now)) throw new RegistryError('SESSION_ENDED');
  if (later(row.last_used_at, TOUCH * 1000) <= now) await db.commit([touchGuardianSession(id, now)]);
  return {
    id: account.id as GuardianId,
    name: account.name,
    language: account.language === 'en' ? 'en' : 'vi',
    session: id,
  };
};

/** Ends the caller's session. */
export const endOwnSession = async (
  { db, clock }: GuardianServices,
  caller: GuardianCaller,
): Promise<void> => {
  await db.commit([endGuardianSession(caller.session, clock())]);
};

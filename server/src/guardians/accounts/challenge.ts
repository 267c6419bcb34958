import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import type { CodeSentenceId } from '@hocba/shared/messages/sentences';
import { RegistryError } from '@hocba/shared/problems';
import type { Contact } from '@hocba/shared/school/contact';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { Language } from '@hocba/shared/text/language';
import { later } from '../../later.ts';
import { type Counted, countTry, judgeTry, type ThrottleLimits } from '../../people/sign-in/throttle.ts';
import type { Write } from '../../storage/engine/db.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import {
  type ChallengeRow,
  findChallenge,
  insertChallenge,
  updateChallenge,
} from '../../storage/queries/guardians/challenges.ts';
import { deleteThrottle } from '../../storage/queries/people.ts';
import { codeHash } from '../random-code.ts';
import type { GuardianServices } from './guardian-session.ts';

/**
 * Sends a one-time code to a phone or mail address, in the words of a sentence: without one it is a code to sign in with.
 * Throws CHANNEL_MISSING, MESSAGE_REFUSED or MESSAGE_NOT_SENT.
 */
export type SendCode = (
  to: Contact,
  code: string,
  language: Language,
  sentence?: CodeSentenceId,
) => Promise<void>;

/** The needs of one-time codes beside those of sessions. */
export interface CodeSending extends GuardianServices {
  readonly sendCode: SendCode;
}

const MINUTE_MS = 60_000;
/** How long a one-time code works; the message says it. */
export const CODE_MINUTES = 5;
/** From the first step to the last, with a slip in one hand and a telephone in the other; each new code begins it anew. */
const WAY_MINUTES = 30;
/** A way in is this long from its end, or nearer, when its code works no more. */
const CODE_OVER_MS = (WAY_MINUTES - CODE_MINUTES) * MINUTE_MS;
const CODE_TRIES = 5;

/** Codes cost money and wake people: three to one contact, then a minute, doubling up to an hour. */
const SENDING: ThrottleLimits = { free: 3, firstPause: 60, longestPause: 3600, forgetAfter: 86_400 };
/** One address of a telephone company stands for thousands of families. */
const SENDING_OF_ADDRESS: ThrottleLimits = { free: 60, firstPause: 60, longestPause: 900, forgetAfter: 3600 };
/** Wrong codes and PINs at one contact: five, then 30 seconds, doubling up to an hour. */
const TRYING: ThrottleLimits = { free: 5, firstPause: 30, longestPause: 3600, forgetAfter: 86_400 };

/** A contact as keys of counts have it: no number and no address stands there in clear. */
const contactKey = ({ secrets }: GuardianServices, { kind, value }: Contact): string =>
  codeHash(secrets.pepper, 'contact', kind, value).toString('hex').slice(0, 32);

/** The count of wrong codes and PINs at a contact. */
export const triesAt = (services: GuardianServices, contact: Contact): Counted => ({
  key: `guardian:tries:${contactKey(services, contact)}`,
  account: null,
  limits: TRYING,
});

/** The count of codes to a contact; a code that was given back shows that its owner asked, and begins it anew. */
const sentKey = (services: GuardianServices, contact: Contact): string =>
  `guardian:sent:${contactKey(services, contact)}`;

/** Counts a code that is to be sent. Throws SIGN_IN_LOCKED with the seconds to wait. */
export const countSending = async (
  services: GuardianServices,
  contact: Contact,
  network: string,
): Promise<void> => {
  const own = { key: sentKey(services, contact), account: null, limits: SENDING };
  const address = { key: `guardian:sent-from:${network}`, account: null, limits: SENDING_OF_ADDRESS };
  await countTry(services.db, [own, address], services.clock());
};

const idOf = ({ secrets }: GuardianServices, token: string): string =>
  createHmac('sha256', secrets.jwt).update(`guardian-challenge:${token}`).digest('base64url');

const hashOf = ({ secrets }: GuardianServices, id: string, { kind, value }: Contact, code: string): Buffer =>
  codeHash(secrets.pepper, 'one-time', id, kind, value, code);

/** A new way in for the slip that was shown, or for nothing yet: its token for the cookie, and its row. */
export const openChallenge = (
  services: GuardianServices,
  now: Instant,
  linkCode: string | null,
  token = randomBytes(32).toString('base64url'),
): { readonly token: string; readonly row: ChallengeRow } => {
  const row = {
    id: idOf(services, token),
    kind: null,
    value: null,
    code_hash: null,
    link_code: linkCode,
    created_at: now,
    expires_at: later(now, WAY_MINUTES * MINUTE_MS),
    failures: 0,
    verified_at: null,
    version: 1,
  };
  return { token, row };
};

/** The way in of a cookie; undefined when there is none or its time is over. */
export const findWay = async (
  services: GuardianServices,
  token: string,
): Promise<ChallengeRow | undefined> => {
  const row = await findChallenge(services.db, idOf(services, token));
  return row === undefined || row.expires_at <= services.clock() ? undefined : row;
};

/** The way in of a cookie. Throws CODE_OVER when there is none or its time is over. */
export const readWay = async (services: GuardianServices, token: string): Promise<ChallengeRow> => {
  const row = await findWay(services, token);
  if (row === undefined) throw new RegistryError('CODE_OVER');
  return row;
};

/** The token of the code by which a guardian signs one thing: nobody carries it, and nobody can guess it. */
export const signingToken = ({ secrets }: GuardianServices, guardian: string, thing: string): string =>
  createHmac('sha256', secrets.jwt).update(`guardian-signing:${guardian}:${thing}`).digest('base64url');

/** The contact of a way in; undefined before one was given. */
export const contactOf = ({ kind, value }: ChallengeRow): Contact | undefined =>
  (kind === 'phone' || kind === 'mail') && value !== null ? { kind, value } : undefined;

/** A code, and the columns of the way in that hold it. The code works for five minutes; an earlier one works no more. */
export const newCode = (services: GuardianServices, row: ChallengeRow, contact: Contact) => {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const change = {
    ...contact,
    code_hash: hashOf(services, row.id, contact, code).toString('hex'),
    expires_at: later(services.clock(), WAY_MINUTES * MINUTE_MS),
    failures: 0,
    verified_at: null,
  };
  return { code, change };
};

/** A code by which a guardian signs one thing, under a token of `signingToken`; an earlier one works no more. */
export const newSigningCode = async (
  services: GuardianServices,
  token: string,
  contact: Contact,
): Promise<{ readonly code: string; readonly writes: readonly Write[] }> => {
  const known = await findChallenge(services.db, idOf(services, token));
  const row = known ?? openChallenge(services, services.clock(), null, token).row;
  const { code, change } = newCode(services, row, contact);
  return {
    code,
    writes: known === undefined ? insertChallenge({ ...row, ...change }) : [updateChallenge(known, change)],
  };
};

const checkOnce = async (services: GuardianServices, token: string, code: string): Promise<ChallengeRow> => {
  const row = await readWay(services, token);
  const contact = contactOf(row);
  if (contact === undefined || row.code_hash === null || row.failures >= CODE_TRIES) {
    throw new RegistryError('CODE_OVER');
  }
  // Right once is right until the way ends: the step after it may have to be tried again.
  if (row.verified_at !== null) {
    await services.db.commit([deleteThrottle(triesAt(services, contact).key)]);
    return row;
  }
  if (row.expires_at <= later(services.clock(), CODE_OVER_MS)) throw new RegistryError('CODE_OVER');
  const fits = timingSafeEqual(Buffer.from(row.code_hash, 'hex'), hashOf(services, row.id, contact, code));
  if (!fits) {
    await services.db.commit([updateChallenge(row, { failures: row.failures + 1 })]);
    throw new RegistryError('CODE_WRONG');
  }
  const verified = { verified_at: services.clock(), version: row.version + 1 };
  await services.db.commit([
    updateChallenge(row, { verified_at: verified.verified_at }),
    deleteThrottle(triesAt(services, contact).key),
    deleteThrottle(sentKey(services, contact)),
  ]);
  return { ...row, ...verified };
};

/**
 * Checks the code of a way in and notes that it was right. Five wrong codes end it, and wrong codes at one contact begin
 * pauses. Throws CODE_WRONG, CODE_OVER or SIGN_IN_LOCKED.
 */
export const checkCode = async (
  services: GuardianServices,
  token: string,
  code: string,
): Promise<ChallengeRow> => {
  const contact = contactOf(await readWay(services, token));
  if (contact === undefined) throw new RegistryError('CODE_OVER');
  const tries = [triesAt(services, contact)];
  await countTry(services.db, tries, services.clock());
  return judgeTry(services.db, tries, () => decideAgain(() => checkOnce(services, token, code)));
};

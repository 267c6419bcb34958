import {
  changePassword as changePasswordEndpoint,
  type Me,
  REFRESH_HEADER,
  refresh as refreshEndpoint,
  type SignedIn,
  signIn as signInEndpoint,
} from '@hocba/shared/contract/auth';
import type { Endpoint, ResponseOf } from '@hocba/shared/contract/endpoint';
import { PROBLEMS } from '@hocba/shared/problems';
import type { AccountName } from '@hocba/shared/school/identifiers';
import { wipeInboxes } from '../../device/database/inboxes.ts';
import { forgetNames } from '../../device/kept/kept-names.ts';
import { forget, recall, recallNow, remember } from '../../device/kept/remembered.ts';
import { underLock } from '../../device/lock.ts';
import { TookTooLong, within } from '../../device/within.ts';
import { createStore } from '../../store.ts';
import { type CallCode, CallError, call, type InputOf } from '../call.ts';
import { checkGate, forgetContact, noteContact } from './gate.ts';
import { forgetOwed, keepPaying, owedNow, oweSignOut, payOwed } from './owed-sign-out.ts';
import { forgetCheck, keepCheck } from './password-check.ts';

/** Who works at this screen. `needsSignIn`: the registry no longer knows the session, all work on the device stays. */
export interface Session {
  readonly state: 'starting' | 'signed-out' | 'signed-in' | 'must-change';
  readonly me: Me | null;
  readonly needsSignIn: boolean;
  /** The school has closed the account of the person who was here. */
  readonly isClosed?: true;
}

/** A token with less life than this is renewed first, so that it does not end within a run. */
const MARGIN_MS = 60_000;

export const session = createStore<Session>({ state: 'starting', me: null, needsSignIn: false });
let token: { readonly text: string; readonly endsAt: number } | undefined;

/** Counts the times that somebody left this browser: an answer that was asked for before opens nothing any more. */
let departures = 0;

const SIGNED_OUT: Session = { state: 'signed-out', me: null, needsSignIn: false };

const accept = async (signedIn: SignedIn): Promise<void> => {
  token = { text: signedIn.accessToken, endsAt: Date.now() + signedIn.expiresInSeconds * 1000 };
  session.set({
    state: signedIn.mustChangePassword ? 'must-change' : 'signed-in',
    me: signedIn.me,
    needsSignIn: false,
  });
  await Promise.all([remember(signedIn.me), noteContact(signedIn.me.account)]);
};

/** Everything that this device keeps of a person beside the own work; what the registry sent goes too. */
const forgetPerson = async (): Promise<void> => {
  await Promise.all([forget(), forgetCheck(), forgetContact(), forgetNames(), wipeInboxes(null, [])]);
};

const leave = (how: Session): void => {
  departures += 1;
  token = undefined;
  session.set(how);
};

/** The school has closed the account: nobody goes on seeing its pupils here. What was entered stays. */
const closeAccount = async (): Promise<void> => {
  leave({ ...SIGNED_OUT, isClosed: true });
  tabs.postMessage('closed');
  await forgetPerson();
};

/** The session is over at the registry: the person keeps seeing the own work and is asked to sign in again. */
const expire = (): void => {
  token = undefined;
  const { me } = session.get();
  if (me === null) session.set(SIGNED_OUT);
  else session.update({ needsSignIn: true });
};

/** Sessions of this browser are renewed, opened and ended one after the other over all tabs: there is one cookie. */
const LOCK = 'hocba-refresh';
const ALONE_MS = 60_000;

/** Throws CallError OFFLINE when the turn does not come: a tab that is frozen may hold the lock for ever. */
const alone = <T>(work: () => Promise<T>): Promise<T> =>
  within(ALONE_MS, underLock(LOCK, work)).catch((error: unknown) => {
    throw error instanceof TookTooLong ? new CallError('OFFLINE') : error;
  });

const noteEnd = (code: CallCode): void => {
  if (code === 'ACCOUNT_CLOSED') void closeAccount();
  else if (endsSession(code)) expire();
};

/** Only a clear "no" ends a session; a busy or broken registry says nothing about it. */
const endsSession = (code: CallCode): boolean => code !== 'OFFLINE' && PROBLEMS[code].status === 401;

let renewing: Promise<void> | undefined;

/**
 * Renews the access token by the refresh cookie, once at a time over all tabs: the cookie is used up by each renewal,
 * and two at once would look like a stolen one. Throws CallError.
 */
const renew = (): Promise<void> => {
  const before = departures;
  const acceptUnlessLeft = async (signedIn: SignedIn): Promise<void> => {
    if (before !== departures) throw new CallError('SESSION_ENDED');
    await accept(signedIn);
  };
  renewing ??= alone(() => call(refreshEndpoint, {}, { [REFRESH_HEADER]: '1' }))
    .then(acceptUnlessLeft, (error: unknown) => {
      if (error instanceof CallError && before === departures) noteEnd(error.code);
      throw error;
    })
    .finally(() => {
      renewing = undefined;
    });
  return renewing;
};

/**
 * A token good for the next minute, and another one than the registry has just refused: the clock of a device may have
 * been set back. Throws CallError: OFFLINE, or a code of the session that has ended.
 */
export const freshToken = async (refused?: string): Promise<string> => {
  const isOld = token === undefined || token.text === refused || token.endsAt - Date.now() < MARGIN_MS;
  if (isOld) await renew();
  if (token === undefined) throw new CallError('SESSION_ENDED');
  return token.text;
};

/**
 * The tokens of one account alone: a person who signs in in another tab of this browser takes the session over, and
 * nobody's work may go in another's name. Throws CallError like `freshToken`, SESSION_ENDED when the session
 * is another's.
 */
export const tokensOf =
  (account: AccountName) =>
  async (refused?: string): Promise<string> => {
    const text = await freshToken(refused);
    if (session.get().me?.account !== account) throw new CallError('SESSION_ENDED');
    return text;
  };

const GATE_EVERY_MS = 60 * 60 * 1000;
let started = false;

/**
 * Opens the session at the first call: at once with the remembered person, so that the page works with no network.
 * `isEditing` tells whether a text is being typed.
 */
export const startSession = (isEditing: () => boolean): void => {
  if (started) return;
  started = true;
  const open = (me: Me | null): void => {
    checkGate(me);
    session.set({ state: me === null ? 'signed-out' : 'signed-in', me, needsSignIn: false });
    if (me !== null) renew().catch(() => undefined);
    // The tab may have ended in the middle of signing out.
    else void (owedNow() === undefined ? wipeInboxes(null, []) : forgetPerson()).then(paySignOut);
  };
  document.addEventListener('visibilitychange', () => document.hidden || checkGate(session.get().me));
  // A page may stay in sight for weeks. A text that is being typed is finished first.
  setInterval(() => isEditing() || checkGate(session.get().me), GATE_EVERY_MS);
  const me = owedNow() === undefined ? recallNow() : null;
  if (me !== null || owedNow() !== undefined) open(me);
  else void recall().then((found) => session.get().state === 'starting' && open(found));
};

const TOKEN_CODES: readonly string[] = ['TOKEN_EXPIRED', 'TOKEN_INVALID', 'TOKEN_MISSING'];

/**
 * Calls an endpoint as the signed-in person; a token refused although it looked good is renewed once. Throws
 * CallError.
 */
export const callRegistry = async <E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
): Promise<ResponseOf<E>> => {
  if (endpoint.access === 'public') return call(endpoint, input);
  try {
    return await call(endpoint, input, { authorization: `Bearer ${await freshToken()}` });
  } catch (error) {
    if (!(error instanceof CallError) || !TOKEN_CODES.includes(error.code)) throw error;
    await renew();
    return call(endpoint, input, { authorization: `Bearer ${await freshToken()}` });
  }
};

const keepOrForgetCheck = (me: Me, password: string): Promise<void> =>
  me.askAfterDays === 0 ? forgetCheck() : keepCheck(me.account, password);

/** Signs in. Throws CallError. */
export const signIn = async (account: string, password: string): Promise<void> => {
  await alone(async () => {
    const signedIn = await call(signInEndpoint, { body: { account: account as AccountName, password } });
    // The cookie of a session whose end was owed is replaced, and the registry has ended that session with it. A slow
    // disk keeps other tabs waiting, not the person.
    await Promise.all([accept(signedIn), forgetOwed()]);
    void keepOrForgetCheck(signedIn.me, password);
  });
};

/** Changes the own password and goes on with the new session. Throws CallError. */
export const changePassword = async (current: string, next: string): Promise<void> => {
  const signedIn = await callRegistry(changePasswordEndpoint, { body: { current, next } });
  await accept(signedIn);
  void keepOrForgetCheck(signedIn.me, next);
};

const tabs = new BroadcastChannel('hocba-session');
/** When a person signs out in one tab, others may use the device: no other tab goes on showing the pupils. */
tabs.onmessage = ({ data }: MessageEvent<unknown>) => {
  leave(data === 'closed' ? { ...SIGNED_OUT, isClosed: true } : SIGNED_OUT);
};

/** Tells the registry of a sign-out that is owed, now or as soon as it can be reached. */
const paySignOut = (): void => keepPaying(() => alone(payOwed).catch(() => false));

/**
 * Ends the session in every tab at once, and at the registry now or as soon as it can be reached; unsent work stays
 * on the device.
 */
export const signOut = async (): Promise<void> => {
  const { me } = session.get();
  // The small storage has it at once. The page waits for no disk: others may be looking at the screen.
  const owed = me === null ? undefined : oweSignOut(me.account);
  leave(SIGNED_OUT);
  tabs.postMessage('signed-out');
  await Promise.all([owed, forgetPerson()]);
  paySignOut();
};

import {
  changePassword as changePasswordEndpoint,
  type Me,
  REFRESH_HEADER,
  refresh as refreshEndpoint,
  type SignedIn,
  signIn as signInEndpoint,
  signOut as signOutEndpoint,
} from '@hocba/shared/contract/auth';
import type { Endpoint, ResponseOf } from '@hocba/shared/contract/endpoint';
import { PROBLEMS } from '@hocba/shared/problems';
import type { AccountName } from '@hocba/shared/school/identifiers';
import { type CallCode, CallError, call, type InputOf } from './call.ts';
import { underLock } from './lock.ts';
import { forget, recall, recallNow, remember } from './remembered.ts';
import { createStore } from './store.ts';

/** Who works at this screen. `needsSignIn`: the registry no longer knows the session, all work on the device stays. */
export interface Session {
  readonly state: 'starting' | 'signed-out' | 'signed-in' | 'must-change';
  readonly me: Me | null;
  readonly needsSignIn: boolean;
}

/** A token with less life than this is renewed first, so that it does not end within a run. */
const MARGIN_MS = 60_000;

export const session = createStore<Session>({ state: 'starting', me: null, needsSignIn: false });
let token: { readonly text: string; readonly endsAt: number } | undefined;

const accept = async (signedIn: SignedIn): Promise<void> => {
  token = { text: signedIn.accessToken, endsAt: Date.now() + signedIn.expiresInSeconds * 1000 };
  session.set({
    state: signedIn.mustChangePassword ? 'must-change' : 'signed-in',
    me: signedIn.me,
    needsSignIn: false,
  });
  await remember(signedIn.me);
};

/** The session is over at the registry: whoever was here keeps seeing the own work and is asked to sign in again. */
const expire = (): void => {
  token = undefined;
  const { me } = session.get();
  if (me === null) session.set({ state: 'signed-out', me: null, needsSignIn: false });
  else session.update({ needsSignIn: true });
};

/** Only a clear "no" ends a session; a busy or broken registry says nothing about it. */
const endsSession = (code: CallCode): boolean => code !== 'OFFLINE' && PROBLEMS[code].status === 401;

let renewing: Promise<void> | undefined;

/**
 * Renews the access token by the refresh cookie, once at a time over all tabs: the cookie is used up by each renewal,
 * and two at once would look like a stolen one. Throws CallError.
 */
const renew = (): Promise<void> => {
  renewing ??= underLock('hocba-refresh', () => call(refreshEndpoint, {}, { [REFRESH_HEADER]: '1' }))
    .then(accept, (error: unknown) => {
      if (error instanceof CallError && endsSession(error.code)) expire();
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

let started = false;

/** Opens the session at the first call: at once with the remembered person, so that the page works with no network. */
export const startSession = (): void => {
  if (started) return;
  started = true;
  const open = (me: Me | null): void => {
    session.set({ state: me === null ? 'signed-out' : 'signed-in', me, needsSignIn: false });
    if (me !== null) renew().catch(() => undefined);
  };
  const me = recallNow();
  if (me !== null) open(me);
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

/** Signs in. Throws CallError. */
export const signIn = async (account: string, password: string): Promise<void> => {
  await accept(await call(signInEndpoint, { body: { account: account as AccountName, password } }));
};

/** Changes the own password and goes on with the new session. Throws CallError. */
export const changePassword = async (current: string, next: string): Promise<void> => {
  await accept(await callRegistry(changePasswordEndpoint, { body: { current, next } }));
};

const tabs = new BroadcastChannel('hocba-session');
/** Whoever signs out leaves a device to others: no tab of it goes on showing the pupils. */
tabs.onmessage = () => {
  token = undefined;
  session.set({ state: 'signed-out', me: null, needsSignIn: false });
};

/** Ends the session in every tab, and at the registry when it can be reached; unsent work stays on the device. */
export const signOut = async (): Promise<void> => {
  await callRegistry(signOutEndpoint, {}).catch(() => undefined);
  token = undefined;
  await forget();
  session.set({ state: 'signed-out', me: null, needsSignIn: false });
  tabs.postMessage('signed-out');
};

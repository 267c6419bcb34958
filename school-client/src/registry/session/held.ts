import type { Me, SignedIn } from '@hocba/shared/contract/auth';
import type { Computer } from '../../device/computer.ts';
import { forgetNames } from '../../device/kept/kept-names.ts';
import { forget, remember } from '../../device/kept/remembered.ts';
import { TookTooLong, within } from '../../device/within.ts';
import type { Store } from '../../store.ts';
import { CallError } from '../call.ts';
import { forgetContact, type Gate, noteContact } from './gate.ts';
import { forgetCheck } from './password-check.ts';

/** The person at this screen. `needsSignIn`: the registry no longer knows the session, all work on the device stays. */
export interface Session {
  readonly state: 'starting' | 'signed-out' | 'signed-in' | 'must-change';
  readonly me: Me | null;
  readonly needsSignIn: boolean;
  /** The school has closed the account of the person who was here. */
  readonly isClosed?: true;
}

/** The state of the session of a page; only the files of this folder change it. */
export interface Held {
  readonly session: Store<Session>;
  readonly gate: Gate;
  readonly computer: Computer;
  /** Other tabs hear from it that somebody left. */
  readonly tabs: BroadcastChannel;
  token: { readonly text: string; readonly endsAt: number } | undefined;
  /** Counts the times that somebody left this browser: an answer that was asked for before opens nothing any more. */
  departures: number;
  renewing: Promise<void> | undefined;
}

export const SIGNED_OUT: Session = { state: 'signed-out', me: null, needsSignIn: false };

/** Goes on as the person that the registry named. */
export const accept = async (held: Held, signedIn: SignedIn): Promise<void> => {
  held.token = { text: signedIn.accessToken, endsAt: Date.now() + signedIn.expiresInSeconds * 1000 };
  held.session.set({
    state: signedIn.mustChangePassword ? 'must-change' : 'signed-in',
    me: signedIn.me,
    needsSignIn: false,
  });
  await Promise.all([remember(signedIn.me), noteContact(held.gate, signedIn.me.account)]);
};

/** Forgets everything that this device keeps of a person beside the own work; what the registry sent goes too. */
export const forgetPerson = async ({ gate, computer }: Held): Promise<void> => {
  const { wiper } = computer;
  await Promise.all([forget(), forgetCheck(), forgetContact(gate), forgetNames(), wiper.wipe(null, [])]);
};

/** Nobody works at this screen any more. */
export const leave = (held: Held, how: Session): void => {
  held.departures += 1;
  held.token = undefined;
  held.session.set(how);
};

/** The school has closed the account: nobody goes on seeing its pupils here. The entries stay. */
export const closeAccount = async (held: Held): Promise<void> => {
  leave(held, { ...SIGNED_OUT, isClosed: true });
  held.tabs.postMessage('closed');
  await forgetPerson(held);
};

/** The session is over at the registry: the person keeps seeing the own work and is asked to sign in again. */
export const expire = (held: Held): void => {
  held.token = undefined;
  const { me } = held.session.get();
  if (me === null) held.session.set(SIGNED_OUT);
  else held.session.update({ needsSignIn: true });
};

/** Sessions of this browser are renewed, opened and ended one after the other over all tabs: there is one cookie. */
const LOCK = 'hocba-refresh';
const ALONE_MS = 60_000;

/**
 * Works while no other tab changes the session. Throws CallError OFFLINE when the turn does not come: a tab that is
 * frozen may hold the lock for ever.
 */
export const alone = <T>({ computer }: Held, work: () => Promise<T>): Promise<T> =>
  within(ALONE_MS, computer.locks.underLock(LOCK, work)).catch((error: unknown) => {
    throw error instanceof TookTooLong ? new CallError('OFFLINE') : error;
  });

import { changePassword, type Me, signIn } from '@hocba/shared/contract/auth';
import type { Endpoint, ResponseOf } from '@hocba/shared/contract/endpoint';
import type { AccountName } from '@hocba/shared/school/identifiers';
import type { Computer } from '../../device/computer.ts';
import { recall, recallNow } from '../../device/kept/remembered.ts';
import { createStore, type Store } from '../../store.ts';
import { CallError, call, type InputOf } from '../call.ts';
import { checkGate, createGate, type Gate } from './gate.ts';
import { accept, alone, forgetPerson, type Held, leave, type Session, SIGNED_OUT } from './held.ts';
import { forgetOwed, keepPaying, owedNow, oweSignOut, payOwed } from './owed-sign-out.ts';
import { forgetCheck, keepCheck } from './password-check.ts';
import { freshToken, renew } from './token.ts';
import { unlock } from './unlock.ts';

/**
 * Calls an endpoint as the signed-in person; a token refused although it looked good is renewed once. Throws
 * CallError.
 */
export type CallRegistry = <E extends Endpoint>(endpoint: E, input: InputOf<E>) => Promise<ResponseOf<E>>;

/** The session of a page: who works at this screen, and everything that is done in that person's name. */
export interface SessionKeeper {
  readonly session: Store<Session>;
  readonly gate: Gate;
  /**
   * Opens the session: at once with the remembered person, so that the page works with no network. `isEditing` tells
   * whether a text is being typed.
   */
  start(isEditing: () => boolean): void;
  /** Signs in. Throws CallError. */
  signIn(account: string, password: string): Promise<void>;
  /** Opens the page with the password of the person remembered here, also without a network. Throws CallError. */
  unlock(account: AccountName, password: string): Promise<void>;
  /**
   * Ends the session in every tab at once, and at the registry now or as soon as it can be reached; unsent work stays
   * on the device.
   */
  signOut(): Promise<void>;
  /** Changes the own password and goes on with the new session. Throws CallError. */
  changePassword(current: string, next: string): Promise<void>;
  /**
   * A token good for the next minute, and another one than the registry has just refused. Throws CallError: OFFLINE, or
   * a code of the session that has ended.
   */
  freshToken(refused?: string): Promise<string>;
  /**
   * The tokens of one account alone: a person who signs in in another tab of this browser takes the session over, and
   * nobody's work may go in another's name. Throws CallError like `freshToken`, SESSION_ENDED when the session
   * is another's.
   */
  tokensOf(account: AccountName): (refused?: string) => Promise<string>;
  readonly callRegistry: CallRegistry;
}

const GATE_EVERY_MS = 60 * 60 * 1000;

/** Tells the registry of a sign-out that is owed, now or as soon as it can be reached. */
const paySignOut = (held: Held): void => keepPaying(() => alone(held, payOwed).catch(() => false));

const start = (held: Held, isEditing: () => boolean): void => {
  const { session, gate, computer } = held;
  const open = (me: Me | null): void => {
    checkGate(gate, me);
    session.set({ state: me === null ? 'signed-out' : 'signed-in', me, needsSignIn: false });
    if (me !== null) renew(held).catch(() => undefined);
    // The tab may have ended in the middle of signing out.
    else {
      const wiped = owedNow() === undefined ? computer.wiper.wipe(null, []) : forgetPerson(held);
      void wiped.then(() => paySignOut(held));
    }
  };
  const check = () => checkGate(gate, session.get().me);
  document.addEventListener('visibilitychange', () => document.hidden || check());
  // A page may stay in sight for weeks. A text that is being typed is finished first.
  setInterval(() => isEditing() || check(), GATE_EVERY_MS);
  const me = owedNow() === undefined ? recallNow() : null;
  if (me !== null || owedNow() !== undefined) open(me);
  else void recall().then((found) => session.get().state === 'starting' && open(found));
};

const TOKEN_CODES: readonly string[] = ['TOKEN_EXPIRED', 'TOKEN_INVALID', 'TOKEN_MISSING'];

const callerOf =
  (held: Held): CallRegistry =>
  async (endpoint, input) => {
    if (endpoint.access === 'public') return call(endpoint, input);
    const authorized = async () =>
      call(endpoint, input, { authorization: `Bearer ${await freshToken(held)}` });
    try {
      return await authorized();
    } catch (error) {
      if (!(error instanceof CallError) || !TOKEN_CODES.includes(error.code)) throw error;
      await renew(held);
      return authorized();
    }
  };

const keepOrForgetCheck = (me: Me, password: string): Promise<void> =>
  me.askAfterDays === 0 ? forgetCheck() : keepCheck(me.account, password);

const signInAs = (held: Held, account: string, password: string): Promise<void> =>
  alone(held, async () => {
    const signedIn = await call(signIn, { body: { account: account as AccountName, password } });
    // The cookie of a session whose end was owed is replaced, and the registry has ended that session with it. A slow
    // disk keeps other tabs waiting, not the person.
    await Promise.all([accept(held, signedIn), forgetOwed()]);
    void keepOrForgetCheck(signedIn.me, password);
  });

const signOut = async (held: Held): Promise<void> => {
  const { me } = held.session.get();
  // The small storage has it at once. The page waits for no disk: others may be looking at the screen.
  const owed = me === null ? undefined : oweSignOut(me.account);
  leave(held, SIGNED_OUT);
  held.tabs.postMessage('signed-out');
  await Promise.all([owed, forgetPerson(held)]);
  paySignOut(held);
};

/** Makes the session of a page. */
export const createSession = (computer: Computer): SessionKeeper => {
  const held: Held = {
    session: createStore<Session>({ state: 'starting', me: null, needsSignIn: false }),
    gate: createGate(),
    computer,
    tabs: new BroadcastChannel('hocba-session'),
    token: undefined,
    departures: 0,
    renewing: undefined,
  };
  const { session, gate, tabs } = held;
  // When a person signs out in one tab, others may use the device: no other tab goes on showing the pupils.
  tabs.onmessage = ({ data }: MessageEvent<unknown>) => {
    leave(held, data === 'closed' ? { ...SIGNED_OUT, isClosed: true } : SIGNED_OUT);
  };
  const callRegistry = callerOf(held);
  const signInHere = (account: string, password: string) => signInAs(held, account, password);
  return {
    session,
    gate,
    start: (isEditing) => start(held, isEditing),
    signIn: signInHere,
    unlock: (account, password) => unlock({ gate, signIn: signInHere }, account, password),
    signOut: () => signOut(held),
    changePassword: async (current, next) => {
      const signedIn = await callRegistry(changePassword, { body: { current, next } });
      await accept(held, signedIn);
      void keepOrForgetCheck(signedIn.me, next);
    },
    freshToken: (refused) => freshToken(held, refused),
    tokensOf: (account) => async (refused) => {
      const text = await freshToken(held, refused);
      if (session.get().me?.account !== account) throw new CallError('SESSION_ENDED');
      return text;
    },
    callRegistry,
  };
};

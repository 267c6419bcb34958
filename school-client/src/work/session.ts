import { useSyncExternalStore } from 'react';
import * as calls from '../registry/call.ts';
import type { Session } from '../registry/session/held.ts';
import type { SessionKeeper } from '../registry/session/session.ts';
import { usePage } from './page.ts';

/** Signing in and out, and calls of the registry as the person who is signed in. */
export const useSessionKeeper = (): SessionKeeper => usePage().session;

/** The person at the screen. */
export const useSession = (): Session => {
  const { session } = useSessionKeeper();
  return useSyncExternalStore(session.subscribe, session.get);
};

/** Calls an endpoint of the registry as the signed-in person. Throws CallError. */
export type { CallRegistry } from '../registry/session/session.ts';

/** Whether the password is asked for before pupils are shown, because the registry has not been heard from for long. */
export const useIsClosed = (): boolean => {
  const { gate } = useSessionKeeper();
  return useSyncExternalStore(gate.subscribe, gate.get).isClosed;
};

/** A call that failed, with a code of the catalogue or OFFLINE. */
export type CallError = calls.CallError;

/** The call error somebody threw; what is none of ours counts as INTERNAL. */
export const callErrorOf = (error: unknown): CallError =>
  error instanceof calls.CallError ? error : new calls.CallError('INTERNAL');

import type { AccountName } from '@hocba/shared/school/identifiers';
import { useEffect, useSyncExternalStore } from 'react';
import * as calls from '../registry/call.ts';
import { gate } from '../registry/session/gate.ts';
import * as sync from '../registry/session/session.ts';
import * as unlocking from '../registry/session/unlock.ts';
import { syncFacts } from '../sync/status.ts';

/** Who is at the screen; the first use opens the session with the person remembered on this device. */
export const useSession = (): sync.Session => {
  useEffect(() => sync.startSession(() => syncFacts.get().editing), []);
  return useSyncExternalStore(sync.session.subscribe, sync.session.get);
};

/** Whether the password is asked for before pupils are shown, because the registry has not been heard from for long. */
export const useIsClosed = (): boolean => useSyncExternalStore(gate.subscribe, gate.get).isClosed;

/** Opens the page with the password of the person remembered here, also without a network. Throws CallError. */
export const unlock = (account: AccountName, password: string): Promise<void> =>
  unlocking.unlock(account, password);

/** Signs in. Throws CallError. */
export const signIn = (account: string, password: string): Promise<void> => sync.signIn(account, password);

/** Signs out; unsent work stays on the device. */
export const signOut = (): Promise<void> => sync.signOut();

/** Changes the own password. Throws CallError. */
export const changePassword = (current: string, next: string): Promise<void> =>
  sync.changePassword(current, next);

/** Calls an endpoint of the registry as the signed-in person. Throws CallError. */
export const callRegistry = sync.callRegistry;

/** A call that failed, with a code of the catalogue or OFFLINE. */
export type CallError = calls.CallError;

/** The call error somebody threw; what is none of ours counts as INTERNAL. */
export const callErrorOf = (error: unknown): CallError =>
  error instanceof calls.CallError ? error : new calls.CallError('INTERNAL');

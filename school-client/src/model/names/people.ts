import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { useSession } from '../../work/session.ts';
import { useWorkspace } from '../../work/use-workspace.ts';

/** The name of a person of the own school by account; the account itself only while no name has come to this device. */
export const usePersonName = (): ((account: string) => string) => {
  const { people: keeper } = useWorkspace();
  useEffect(keeper.start, [keeper]);
  const { names } = useSyncExternalStore(keeper.people.subscribe, keeper.people.get);
  const { me } = useSession();
  return useCallback(
    (account) => names.get(account) ?? (account === me?.account ? me.displayName : account),
    [names, me],
  );
};

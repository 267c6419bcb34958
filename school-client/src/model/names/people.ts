import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { people, startPeople } from '../../registry/people.ts';
import { useSession } from '../../work/session.ts';

/** The name of a person of the own school by account; the account itself only while no name has come to this device. */
export const usePersonName = (): ((account: string) => string) => {
  useEffect(startPeople, []);
  const { names } = useSyncExternalStore(people.subscribe, people.get);
  const { me } = useSession();
  return useCallback(
    (account) => names.get(account) ?? (account === me?.account ? me.displayName : account),
    [names, me],
  );
};

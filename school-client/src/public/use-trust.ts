import { useEffect, useState } from 'react';
import { findStoredTrust, refreshTrust, type StoredTrust } from './trust-list-store.ts';

/** The trust list in use; `ready` once this machine was asked, `isStale` when the registry could not be. */
export interface Trust {
  readonly list: StoredTrust | null;
  readonly isReady: boolean;
  readonly isStale: boolean;
}

/** Opens the list kept on this machine at once and looks for a newer one. */
export const useTrust = (): Trust => {
  const [trust, setTrust] = useState<Trust>({ list: null, isReady: false, isStale: false });
  useEffect(() => {
    let gone = false;
    const load = async () => {
      const stored = await findStoredTrust();
      // With a list at hand nobody waits for the network.
      if (stored !== null && !gone) setTrust({ list: stored, isReady: true, isStale: false });
      const fresh = await refreshTrust(stored, new Date().toISOString());
      if (gone) return;
      if (fresh === 'kept') setTrust({ list: stored, isReady: true, isStale: true });
      else setTrust({ list: fresh, isReady: true, isStale: false });
    };
    void load();
    return () => {
      gone = true;
    };
  }, []);
  return trust;
};

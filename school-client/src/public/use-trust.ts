import { useCallback, useEffect, useState } from 'react';
import {
  adoptTrust,
  findStoredTrust,
  keepBrought,
  refreshTrust,
  type StoredTrust,
} from '../transcript/trust-list-store.ts';

interface TrustState {
  readonly list: StoredTrust | null;
  /** A list of another root, until a person decided about it. */
  readonly offered: StoredTrust | null;
  /** This machine was asked for its list. */
  readonly isReady: boolean;
  /** The registry could not be asked for a newer one. */
  readonly isStale: boolean;
}

/** The trust list in use, and what may be decided about it. */
export interface Trust extends TrustState {
  /** Trusts the offered root from now on. */
  readonly adopt: () => void;
  /** Keeps the pinned root. */
  readonly decline: () => void;
  /** Keeps a newer list that a file brought. */
  readonly keepNewer: (text: string) => void;
}

const NOTHING: TrustState = { list: null, offered: null, isReady: false, isStale: false };

/** Opens the list kept on this machine at once and looks for a newer one. */
export const useTrust = (): Trust => {
  const [trust, setTrust] = useState(NOTHING);
  useEffect(() => {
    let gone = false;
    const load = async () => {
      const list = await findStoredTrust();
      // With a list at hand nobody waits for the network.
      if (list !== null && !gone) setTrust({ ...NOTHING, list, isReady: true });
      const { isReached, ...fresh } = await refreshTrust(new Date().toISOString());
      if (!gone) setTrust({ ...fresh, isReady: true, isStale: !isReached });
    };
    void load();
    return () => {
      gone = true;
    };
  }, []);
  const { list: inUse, offered } = trust;
  const adopt = useCallback(() => {
    if (offered === null) return;
    adoptTrust(offered);
    setTrust({ list: offered, offered: null, isReady: true, isStale: false });
  }, [offered]);
  const decline = useCallback(() => setTrust((was) => ({ ...was, offered: null })), []);
  const keepNewer = useCallback(
    (text: string) => {
      const keep = async () => {
        const list = await keepBrought(inUse, text, new Date().toISOString());
        setTrust((was) => ({ ...was, list }));
      };
      void keep();
    },
    [inUse],
  );
  return { ...trust, adopt, decline, keepNewer };
};

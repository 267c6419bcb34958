import { listTransfers } from '@hocba/shared/contract/transfers/endpoints';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useSessionKeeper } from '../../work/session.ts';
import { waitsForMe } from './state-text.ts';

/** Pages that are opened within so many milliseconds show the number that was asked for last. */
const ASK_EVERY = 60_000;

/** How many transfers wait for the person; 0 while the registry cannot be reached. Asked again as pages change. */
export const useWaitingTransfers = (): number => {
  const [asked, setAsked] = useState<{
    readonly at: number;
    readonly path: string;
    readonly count: number;
  }>();
  const { callRegistry } = useSessionKeeper();
  const [path] = useLocation();
  useEffect(() => {
    const isDesk = path.startsWith('/transfer-desk');
    const isFresh = asked !== undefined && Date.now() - asked.at < ASK_EVERY;
    if (isFresh && (!isDesk || asked.path === path)) return;
    callRegistry(listTransfers, {}).then(
      ({ transfers }) => setAsked({ at: Date.now(), path, count: transfers.filter(waitsForMe).length }),
      // Without a line the number of before stays; there is nothing that the person could do about it.
      () => undefined,
    );
  }, [path, asked, callRegistry]);
  return asked?.count ?? 0;
};

import { listAlarms, type SchoolAlarm } from '@hocba/shared/contract/alarms';
import type { Me } from '@hocba/shared/contract/auth';
import { useCallback, useEffect, useState } from 'react';
import { findNow, keep } from '../device/kept/kept.ts';
import { useSessionKeeper } from '../work/session.ts';

/** The alarms that this person has read on this device; another device tells it again. */
const keyOf = (account: string): string => `hocba.alarms.${account}`;

const readUpTo = (account: string): number => {
  const found = findNow(keyOf(account));
  return typeof found === 'number' ? found : 0;
};

/** Alarms about accounts of the own school that its head has not read here, newest first, and how to put them away. */
export const useAlarms = (me: Me): { alarms: readonly SchoolAlarm[]; putAway: () => void } => {
  const [alarms, setAlarms] = useState<readonly SchoolAlarm[]>([]);
  const { account, role } = me;
  const { callRegistry } = useSessionKeeper();
  useEffect(() => {
    if (role !== 'head') return;
    callRegistry(listAlarms, {})
      .then((answer) => setAlarms(answer.alarms.filter(({ id }) => id > readUpTo(account))))
      // Without a line there is nothing to tell; the next start asks again.
      .catch(() => undefined);
  }, [account, role, callRegistry]);
  const putAway = useCallback(() => {
    void keep(keyOf(account), alarms[0]?.id ?? 0);
    setAlarms([]);
  }, [account, alarms]);
  return { alarms, putAway };
};

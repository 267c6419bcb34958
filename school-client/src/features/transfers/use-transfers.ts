import { listTransfers } from '@hocba/shared/contract/transfers/endpoints';
import type { TransferEntry } from '@hocba/shared/contract/transfers/transfer';
import { useCallback, useEffect, useState } from 'react';
import { type CallError, callErrorOf, useSessionKeeper } from '../../work/session.ts';

/** The transfers of the own school, fetched when the page opens and again when asked. */
export const useTransfers = (): {
  readonly list: readonly TransferEntry[] | undefined;
  readonly problem: CallError | undefined;
  readonly fetchList: () => void;
} => {
  const [list, setList] = useState<readonly TransferEntry[]>();
  const [problem, setProblem] = useState<CallError>();
  const { callRegistry } = useSessionKeeper();
  const fetchList = useCallback(() => {
    setProblem(undefined);
    callRegistry(listTransfers, {}).then(
      ({ transfers }) => setList(transfers),
      (error: unknown) => setProblem(callErrorOf(error)),
    );
  }, [callRegistry]);
  useEffect(fetchList, [fetchList]);
  return { list, problem, fetchList };
};

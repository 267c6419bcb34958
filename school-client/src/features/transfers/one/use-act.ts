import type { ResponseOf } from '@hocba/shared/contract/endpoint';
import { actOnTransfer, getTransfer } from '@hocba/shared/contract/transfers/endpoints';
import type { TransferAct, TransferEntry } from '@hocba/shared/contract/transfers/transfer';
import { useCallback, useEffect, useState } from 'react';
import { type CallError, callErrorOf, useSessionKeeper } from '../../../work/session.ts';

/** One transfer with its events and papers. */
export type Opened = ResponseOf<typeof getTransfer>;

/** A transfer, fetched when the page opens, after every act, and again when an act found it changed. */
export const useTransfer = (id: string) => {
  const [opened, setOpened] = useState<Opened>();
  const [problem, setProblem] = useState<CallError>();
  const { callRegistry } = useSessionKeeper();
  const fetchIt = useCallback(() => {
    callRegistry(getTransfer, { params: { id } }).then(
      (answer) => {
        setOpened(answer);
        setProblem(undefined);
      },
      (error: unknown) => setProblem(callErrorOf(error)),
    );
  }, [callRegistry, id]);
  useEffect(fetchIt, [fetchIt]);
  return { opened, problem, fetchIt };
};

/** Does acts on a transfer as the person saw it; `onDone` runs after one that went well or found the transfer changed. */
export const useAct = ({ id, seq }: Pick<TransferEntry, 'id' | 'seq'>, onDone: () => void) => {
  const [problem, setProblem] = useState<CallError>();
  const [isPending, setPending] = useState(false);
  const { callRegistry } = useSessionKeeper();
  const act = async (one: TransferAct): Promise<boolean> => {
    setPending(true);
    setProblem(undefined);
    try {
      await callRegistry(actOnTransfer, { params: { id }, body: { seq, act: one } });
      onDone();
      return true;
    } catch (error) {
      const found = callErrorOf(error);
      setProblem(found);
      if (found.code === 'TRANSFER_CHANGED') onDone();
      return false;
    } finally {
      setPending(false);
    }
  };
  return { act, problem, isPending };
};

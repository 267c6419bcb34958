import { getPromise } from '@hocba/shared/contract/promises/endpoints';
import type { PromiseEntry } from '@hocba/shared/contract/promises/promise';
import { useEffect, useState } from 'react';
import { type CallError, callErrorOf, useSessionKeeper } from '../../../work/session.ts';

/** One letter, fetched when its page opens. */
export const useLetter = (id: string) => {
  const [promise, setPromise] = useState<PromiseEntry>();
  const [problem, setProblem] = useState<CallError>();
  const { callRegistry } = useSessionKeeper();
  useEffect(() => {
    callRegistry(getPromise, { params: { promise: id } }).then(setPromise, (error: unknown) =>
      setProblem(callErrorOf(error)),
    );
  }, [callRegistry, id]);
  return { promise, problem };
};

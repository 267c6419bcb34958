import { type LookUpRequest, listLookUpRequests } from '@hocba/shared/contract/look-up/requests';
import { useCallback, useEffect, useState } from 'react';
import { type CallError, callErrorOf, useSessionKeeper } from '../../../work/session.ts';

/** The requests without a code that this account may see; undefined until they are here. */
export const useRequests = (): {
  readonly requests: readonly LookUpRequest[] | undefined;
  readonly problem: CallError | undefined;
  readonly fetchList: () => void;
} => {
  const [requests, setRequests] = useState<readonly LookUpRequest[]>();
  const [problem, setProblem] = useState<CallError>();
  const { callRegistry } = useSessionKeeper();
  const fetchList = useCallback(() => {
    setProblem(undefined);
    callRegistry(listLookUpRequests, {}).then(
      (answer) => setRequests(answer.requests),
      (error: unknown) => setProblem(callErrorOf(error)),
    );
  }, [callRegistry]);
  useEffect(fetchList, [fetchList]);
  return { requests, problem, fetchList };
};

import { listReviews } from '@hocba/shared/contract/reviews/endpoints';
import type { ReviewEntry } from '@hocba/shared/contract/reviews/review';
import { useCallback, useEffect, useState } from 'react';
import { type CallError, callErrorOf, useSessionKeeper } from '../../work/session.ts';

/** The review requests that the person sees, fetched when the page opens and again when asked. */
export const useReviews = (): {
  readonly list: readonly ReviewEntry[] | undefined;
  readonly problem: CallError | undefined;
  readonly fetchList: () => void;
} => {
  const [list, setList] = useState<readonly ReviewEntry[]>();
  const [problem, setProblem] = useState<CallError>();
  const { callRegistry } = useSessionKeeper();
  const fetchList = useCallback(() => {
    setProblem(undefined);
    callRegistry(listReviews, {}).then(
      ({ reviews }) => setList(reviews),
      (error: unknown) => setProblem(callErrorOf(error)),
    );
  }, [callRegistry]);
  useEffect(fetchList, [fetchList]);
  return { list, problem, fetchList };
};

import type { ResponseOf } from '@hocba/shared/contract/endpoint';
import { actOnReview, getReview } from '@hocba/shared/contract/reviews/endpoints';
import type { ReviewAct, ReviewEntry } from '@hocba/shared/contract/reviews/review';
import { useCallback, useEffect, useState } from 'react';
import { type CallError, callErrorOf, useSessionKeeper } from '../../../work/session.ts';

/** One request with its thread. */
export type OpenedReview = ResponseOf<typeof getReview>;

/** A request, fetched when the page opens, after every act, and again when an act found it changed. */
export const useReview = (id: string) => {
  const [opened, setOpened] = useState<OpenedReview>();
  const [problem, setProblem] = useState<CallError>();
  const { callRegistry } = useSessionKeeper();
  const fetchIt = useCallback(() => {
    callRegistry(getReview, { params: { id } }).then(
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

/** Does acts on a request as the person saw it; `onDone` runs after one that went well or found the request changed. */
export const useReviewAct = ({ id, seq }: Pick<ReviewEntry, 'id' | 'seq'>, onDone: () => void) => {
  const [problem, setProblem] = useState<CallError>();
  const [isPending, setPending] = useState(false);
  const { callRegistry } = useSessionKeeper();
  const act = async (one: ReviewAct): Promise<void> => {
    setPending(true);
    setProblem(undefined);
    try {
      await callRegistry(actOnReview, { params: { id }, body: { seq, act: one } });
      onDone();
    } catch (error) {
      const found = callErrorOf(error);
      setProblem(found);
      if (found.code === 'REVIEW_CHANGED') onDone();
    } finally {
      setPending(false);
    }
  };
  return { act, problem, isPending };
};

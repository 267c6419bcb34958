import type { Endpoint, ResponseOf } from '@hocba/shared/contract/endpoint';
import { useCallback, useEffect, useState } from 'react';
import type { InputOf } from '../registry/call.ts';
import { type CallError, callErrorOf, useSessionKeeper } from './session.ts';

/** An answer of the registry on the screen: the last one, and the fault of the last try. */
interface Fetched<Answer> {
  readonly answer: Answer | undefined;
  readonly problem: CallError | undefined;
  readonly fetchAgain: () => void;
}

/** An answer of the registry, fetched when the page opens and again when asked. */
export const useFetched = <E extends Endpoint>(endpoint: E, input: InputOf<E>): Fetched<ResponseOf<E>> => {
  const [answer, setAnswer] = useState<ResponseOf<E>>();
  const [problem, setProblem] = useState<CallError>();
  const { callRegistry } = useSessionKeeper();
  // As text: each drawing of a page makes the same input anew.
  const asked = JSON.stringify(input);
  const fetchAgain = useCallback(() => {
    setProblem(undefined);
    callRegistry(endpoint, JSON.parse(asked) as InputOf<E>).then(setAnswer, (error: unknown) =>
      setProblem(callErrorOf(error)),
    );
  }, [callRegistry, endpoint, asked]);
  useEffect(fetchAgain, [fetchAgain]);
  return { answer, problem, fetchAgain };
};

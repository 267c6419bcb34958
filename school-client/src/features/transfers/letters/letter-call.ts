import { useState } from 'react';
import { type CallError, callErrorOf } from '../../../work/session.ts';

/** Sends something once at a time; `onDone` runs after it went well. */
export const useSending = (onDone: () => void) => {
  const [problem, setProblem] = useState<CallError>();
  const [isPending, setPending] = useState(false);
  const send = async (call: () => Promise<unknown>): Promise<void> => {
    setPending(true);
    setProblem(undefined);
    try {
      await call();
      onDone();
    } catch (error) {
      setProblem(callErrorOf(error));
    } finally {
      setPending(false);
    }
  };
  return { send, problem, isPending };
};

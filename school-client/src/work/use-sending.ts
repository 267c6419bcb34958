import type { ProblemCode } from '@hocba/shared/problems';
import { useState } from 'react';
import { type CallError, callErrorOf } from './session.ts';

/**
 * Sends something once at a time; `onDone` runs after it went well, and after a refusal with the code `changed`, which
 * says that the page shows something old.
 */
export const useSending = (onDone: () => void, changed?: ProblemCode) => {
  const [problem, setProblem] = useState<CallError>();
  const [isPending, setPending] = useState(false);
  const send = async (call: () => Promise<unknown>): Promise<void> => {
    setPending(true);
    setProblem(undefined);
    try {
      await call();
      onDone();
    } catch (error) {
      const found = callErrorOf(error);
      setProblem(found);
      if (found.code === changed) onDone();
    } finally {
      setPending(false);
    }
  };
  return { send, problem, isPending };
};

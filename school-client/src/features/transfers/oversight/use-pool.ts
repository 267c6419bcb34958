import type { BodyOf, ResponseOf } from '@hocba/shared/contract/endpoint';
import { listPupilsWithoutSchool, noteWhereabouts } from '@hocba/shared/contract/transfers/oversight';
import type { StudentId } from '@hocba/shared/school/identifiers';
import { useCallback, useEffect, useState } from 'react';
import { type CallError, callErrorOf, useSessionKeeper } from '../../../work/session.ts';

/** Pupils without a destination on the screen, and the note about one that takes it off the list. */
export interface PoolState {
  readonly pool: ResponseOf<typeof listPupilsWithoutSchool> | undefined;
  readonly problem: CallError | undefined;
  readonly isPending: boolean;
  /** Resolves when the note is kept and the list is fetched again; false when it was refused. */
  settle(student: StudentId, body: BodyOf<typeof noteWhereabouts>): Promise<boolean>;
}

/** Fetches the pupils without a destination whom this account sees. */
export const usePool = (): PoolState => {
  const { callRegistry } = useSessionKeeper();
  const [pool, setPool] = useState<PoolState['pool']>();
  const [problem, setProblem] = useState<CallError>();
  const [isPending, setPending] = useState(false);
  const fetchPool = useCallback(
    () => callRegistry(listPupilsWithoutSchool, {}).then(setPool),
    [callRegistry],
  );
  useEffect(() => {
    fetchPool().catch((error: unknown) => setProblem(callErrorOf(error)));
  }, [fetchPool]);
  return {
    pool,
    problem,
    isPending,
    settle: async (student, body) => {
      setPending(true);
      setProblem(undefined);
      try {
        await callRegistry(noteWhereabouts, { params: { student }, body });
        await fetchPool();
        return true;
      } catch (error) {
        setProblem(callErrorOf(error));
        return false;
      } finally {
        setPending(false);
      }
    },
  };
};

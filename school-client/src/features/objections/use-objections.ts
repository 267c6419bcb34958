import {
  getObjection,
  listObjections,
  type Objection,
  type OneObjection,
  settleObjection,
} from '@hocba/shared/contract/family/quarrels/objections';
import { useCallback, useEffect, useState } from 'react';
import { type CallError, callErrorOf, useSessionKeeper } from '../../work/session.ts';

/** The objections that wait for this account; undefined until they are here. */
export interface Objections {
  readonly list: readonly Objection[] | undefined;
  readonly problem: CallError | undefined;
  /** Takes the list as an act has left it. */
  take(list: readonly Objection[]): void;
}

/** Fetches the objections that wait for this account. */
export const useObjections = (): Objections => {
  const [list, setList] = useState<readonly Objection[]>();
  const [problem, setProblem] = useState<CallError>();
  const { callRegistry } = useSessionKeeper();
  useEffect(() => {
    callRegistry(listObjections, {}).then(
      ({ objections }) => setList(objections),
      (error: unknown) => setProblem(callErrorOf(error)),
    );
  }, [callRegistry]);
  return { list, problem, take: setList };
};

/** One objection on the screen: everything that a person needs to settle it, and the settling. */
export interface Settling {
  readonly opened: OneObjection | undefined;
  readonly problem: CallError | undefined;
  readonly isPending: boolean;
  open(): void;
  settle(isAllowed: boolean, text: string): void;
}

/** Fetches one objection when the person asks for it, since the register keeps that its numbers were read. */
export const useSettling = (id: string, onSettled: (list: readonly Objection[]) => void): Settling => {
  const [opened, setOpened] = useState<OneObjection>();
  const [problem, setProblem] = useState<CallError>();
  const [isPending, setPending] = useState(false);
  const { callRegistry } = useSessionKeeper();
  const run = useCallback(<Answer>(call: Promise<Answer>, take: (answer: Answer) => void) => {
    setPending(true);
    setProblem(undefined);
    call.then(take, (error: unknown) => setProblem(callErrorOf(error))).finally(() => setPending(false));
  }, []);
  const params = { objection: id as never };
  return {
    opened,
    problem,
    isPending,
    open: () => run(callRegistry(getObjection, { params }), setOpened),
    settle: (isAllowed, text) =>
      run(callRegistry(settleObjection, { params, body: { isAllowed, text } }), ({ objections }) =>
        onSettled(objections),
      ),
  };
};

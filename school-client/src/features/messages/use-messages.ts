import type { ResponseOf } from '@hocba/shared/contract/endpoint';
import {
  listSchoolMessages,
  resendMessage,
  type SchoolMessage,
  settleMessage,
} from '@hocba/shared/contract/messages/office';
import { useCallback, useEffect, useState } from 'react';
import { type CallError, callErrorOf, useSessionKeeper } from '../../work/session.ts';

type Listed = ResponseOf<typeof listSchoolMessages>;

/** An act of the office on a failed message. */
export type Deed = 'settle' | 'resend';

const DEEDS = { settle: settleMessage, resend: resendMessage } as const;

/** The messages on the screen, and what was not done. */
export interface Messages {
  readonly list: Listed | undefined;
  /** The list could not be fetched. */
  readonly problem: CallError | undefined;
  /** An act on a message was refused. */
  readonly refused: CallError | undefined;
  /** The message in hand. */
  readonly pending: string | undefined;
  fetchList(): void;
  fetchMore(): void;
  act(message: SchoolMessage, deed: Deed): void;
}

const withOlder = (list: Listed | undefined, page: Listed): Listed =>
  list === undefined ? page : { ...list, others: [...list.others, ...page.others], next: page.next };

/** The messages of the school, page by page, and the acts of the office on failed ones. */
export const useMessages = (): Messages => {
  const [list, setList] = useState<Listed>();
  const [problem, setProblem] = useState<CallError>();
  const [refused, setRefused] = useState<CallError>();
  const [pending, setPending] = useState<string>();
  const { callRegistry } = useSessionKeeper();
  const fetchPage = useCallback(
    (before: string | undefined) => {
      setProblem(undefined);
      const query = before === undefined ? {} : { before };
      callRegistry(listSchoolMessages, { query }).then(
        (page) => setList((now) => (before === undefined ? page : withOlder(now, page))),
        (error: unknown) => setProblem(callErrorOf(error)),
      );
    },
    [callRegistry],
  );
  const fetchList = useCallback(() => fetchPage(undefined), [fetchPage]);
  useEffect(fetchList, [fetchList]);
  const act = (message: SchoolMessage, deed: Deed): void => {
    setPending(message.id);
    setRefused(undefined);
    callRegistry(DEEDS[deed], { params: { message: message.id } })
      .then(fetchList, (error: unknown) => {
        setRefused(callErrorOf(error));
        fetchList();
      })
      .finally(() => setPending(undefined));
  };
  const fetchMore = () => fetchPage(list?.next ?? undefined);
  return { list, problem, refused, pending, fetchList, fetchMore, act };
};

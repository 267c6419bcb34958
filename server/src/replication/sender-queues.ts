import { RegistryError } from '@hocba/shared/problems';

/** Requests of one account that may wait for each other; a device sends one at a time, and has a few tabs. */
const MOST_WAITING = 8;
const RETRY_SECONDS = 5;

/** Does some work when the work of the same account that came before is done. */
export type SenderQueues = <T>(account: string, work: () => Promise<T>) => Promise<T>;

/**
 * Lets accounts work side by side and each account do one thing at a time, so that nobody takes more of the processor
 * than one sender can. Throws RATE_LIMITED for an account that has too much waiting already.
 */
export const openSenderQueues = (): SenderQueues => {
  const queues = new Map<string, { waiting: number; last: Promise<unknown> }>();
  return async (account, work) => {
    const queue = queues.get(account) ?? { waiting: 0, last: Promise.resolve() };
    if (queue.waiting >= MOST_WAITING) throw new RegistryError('RATE_LIMITED', undefined, RETRY_SECONDS);
    queues.set(account, queue);
    queue.waiting += 1;
    const done = queue.last.then(work);
    queue.last = done.catch(() => undefined);
    try {
      return await done;
    } finally {
      queue.waiting -= 1;
      if (queue.waiting === 0) queues.delete(account);
    }
  };
};

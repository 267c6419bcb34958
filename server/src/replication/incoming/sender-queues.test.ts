import { expect, it } from 'vitest';
import { openSenderQueues } from './sender-queues.ts';

it('field 34: the requests of one account are handled one at a time, those of others beside them', async () => {
  const inTurn = openSenderQueues();
  const running = new Map<string, number>();
  let most = 0;
  const others = new Set<string>();
  const work = (account: string) => () =>
    new Promise<void>((resolve) => {
      running.set(account, (running.get(account) ?? 0) + 1);
      most = Math.max(most, running.get(account) ?? 0);
      if ((running.get('flooder') ?? 0) > 0) others.add(account);
      setTimeout(() => {
        running.set(account, (running.get(account) ?? 0) - 1);
        resolve();
      }, 5);
    });
  const flood = Array.from({ length: 8 }, () => inTurn('flooder', work('flooder')));
  await expect(inTurn('flooder', work('flooder'))).rejects.toMatchObject({
    code: 'RATE_LIMITED',
    retryAfterSeconds: 5,
  });
  await Promise.all([...flood, inTurn('other', work('other'))]);
  expect([most, others.has('other')]).toEqual([1, true]);
});

it('field 34: a failed task lets the next one of the account go on', async () => {
  const inTurn = openSenderQueues();
  const failed = inTurn('a', () => Promise.reject(new Error('planted')));
  const next = inTurn('a', async () => 'done');
  await expect(failed).rejects.toThrow('planted');
  expect(await next).toBe('done');
});

import { expect, it } from 'vitest';
import { TookTooLong, within } from './within.ts';

const never = new Promise<never>(() => undefined);

it('field 8: a call that is never answered ends, and says so', async () => {
  await expect(within(5, never)).rejects.toBeInstanceOf(TookTooLong);
});

it('field 8: a call that is answered in time passes the answer on, a refusal too', async () => {
  expect(await within(1_000, Promise.resolve(7))).toBe(7);
  await expect(within(1_000, Promise.reject(new Error('no')))).rejects.toThrow('no');
});

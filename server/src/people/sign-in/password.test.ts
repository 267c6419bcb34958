import { parseOptions } from '@node-rs/argon2';
import { expect, it } from 'vitest';
import { hashPassword, temporaryPassword, verifyPassword } from './password.ts';

it('a password is kept as argon2id with 64 MiB, three passes, one lane', async () => {
  const kept = await hashPassword('mật khẩu của tôi');
  expect(kept).toMatch(/^\$argon2id\$v=19\$/);
  expect(parseOptions(kept)).toMatchObject({ memoryCost: 65_536, timeCost: 3, parallelism: 1 });
  expect(await verifyPassword(kept, 'mật khẩu của tôi'.normalize('NFD'))).toBe(true);
  expect(await verifyPassword(kept, 'mat khau cua toi')).toBe(false);
  expect(await verifyPassword(undefined, '')).toBe(false);
});

it('a temporary password can be read aloud', () => {
  const drawn = Array.from({ length: 50 }, temporaryPassword);
  expect(new Set(drawn).size).toBe(50);
  for (const each of drawn) expect(each).toMatch(/^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){2}$/);
});

it('a command at the machine hashes more at once than one account may ask for, as a demo needs', async () => {
  const twenty = (asker?: 'account:hoa.8a1') =>
    Promise.allSettled(Array.from({ length: 20 }, () => hashPassword('mật khẩu của tôi', asker)));
  const refused = (outcomes: readonly PromiseSettledResult<string>[]) =>
    outcomes.filter(({ status }) => status === 'rejected').length;
  expect(refused(await twenty())).toBe(0);
  expect(refused(await twenty('account:hoa.8a1'))).toBe(8);
}, 60_000);

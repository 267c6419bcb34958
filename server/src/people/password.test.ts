import { parseOptions } from '@node-rs/argon2';
import { expect, it } from 'vitest';
import { hashPassword, temporaryPassword, verifyPassword } from './password.ts';

it('keeps passwords as argon2id with 64 MiB, three passes, one lane', async () => {
  const kept = await hashPassword('mật khẩu của tôi');
  expect(kept).toMatch(/^\$argon2id\$v=19\$/);
  expect(parseOptions(kept)).toMatchObject({ memoryCost: 65_536, timeCost: 3, parallelism: 1 });
  expect(await verifyPassword(kept, 'mật khẩu của tôi'.normalize('NFD'))).toBe(true);
  expect(await verifyPassword(kept, 'mat khau cua toi')).toBe(false);
  expect(await verifyPassword(undefined, '')).toBe(false);
});

it('draws temporary passwords that can be read aloud', () => {
  const drawn = Array.from({ length: 50 }, temporaryPassword);
  expect(new Set(drawn).size).toBe(50);
  for (const each of drawn) expect(each).toMatch(/^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){2}$/);
});

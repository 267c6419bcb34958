import '../../device/browser-for-tests.ts';
import type { AccountName } from '@hocba/shared/school/identifiers';
import { beforeEach, expect, it, vi } from 'vitest';
import { createComputer } from '../../device/computer.ts';
import { find } from '../../device/kept/kept.ts';
import { checkPassword, forgetCheck, keepCheck } from './password-check.ts';
import { createSession } from './session.ts';
import { pauseAfter } from './unlock.ts';

const HOA = 'hoa.8a1' as AccountName;
const PASSWORD = 'bốn mùa hoa nở';
const { gate, unlock } = createSession(createComputer());

beforeEach(async () => {
  localStorage.clear();
  gate.set({ isClosed: true });
  await keepCheck(HOA, PASSWORD, 1_000);
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
});

it('field 36: the right password opens the page without a network, and a wrong one does not', async () => {
  await expect(unlock(HOA, 'năm mùa hoa nở')).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
  expect(gate.get().isClosed).toBe(true);
  await unlock(HOA, PASSWORD.normalize('NFD'));
  expect(gate.get().isClosed).toBe(false);
});

it('field 36: a device takes no password for half a minute after five wrong ones, not the right one either', async () => {
  for (let tries = 0; tries < 5; tries += 1) {
    await expect(unlock(HOA, `wrong ${tries}`)).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
  }
  await expect(unlock(HOA, PASSWORD)).rejects.toMatchObject({ code: 'SIGN_IN_LOCKED' });
  expect([4, 5, 6, 40].map(pauseAfter)).toEqual([0, 30, 60, 900]);
});

it('field 36: the device keeps two bytes of a slow hash under a salt of its own, and never the password', async () => {
  const first = await find('hocba.check');
  expect(first).toMatchObject({ account: HOA, rounds: 1_000 });
  expect((first as { mark: number[] }).mark).toHaveLength(2);
  expect(JSON.stringify(first)).not.toContain(PASSWORD);
  await keepCheck(HOA, PASSWORD, 1_000);
  expect((await find('hocba.check')) as { salt: number[] }).not.toMatchObject({
    salt: (first as { salt: number[] }).salt,
  });
});

it('field 36: a device that keeps no hash, or one of another account, leaves the answer to the registry', async () => {
  expect(await checkPassword('lan.6a2' as AccountName, PASSWORD)).toBeUndefined();
  await forgetCheck();
  await expect(unlock(HOA, PASSWORD)).rejects.toMatchObject({ code: 'OFFLINE' });
});

import type { LightMyRequestResponse } from 'fastify';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PASSWORD, type Registry, startRegistry } from '../../fixtures/registry.ts';

const SCHOOL = '203.0.113.7';
const ATTACKER = '198.51.100.9';

let registry: Registry;
beforeEach(async () => {
  registry = await startRegistry();
  await registry.addAccount({ name: 'ht.tantrao', role: 'head' });
  await registry.addAccount({ name: 'gv.mot', role: 'teacher' });
});
afterEach(() => registry.close());

interface From {
  readonly address?: string;
  readonly cookie?: string;
}
const trySignIn = (account: string, password: string, { address = SCHOOL, cookie = '' }: From = {}) =>
  registry.app.inject({
    method: 'POST',
    url: '/auth/sign-in',
    payload: { account, password },
    headers: cookie === '' ? {} : { cookie },
    remoteAddress: address,
  });
const codeOf = (answer: LightMyRequestResponse) => answer.json().code ?? answer.statusCode;
const deviceCookieOf = (answer: LightMyRequestResponse): string =>
  [answer.headers['set-cookie']]
    .flat()
    .map((each) => String(each).split(';', 1)[0] ?? '')
    .find((each) => each.includes('device')) ?? '';
const fail = async (times: number, account: (i: number) => string, from: (i: number) => From) => {
  const codes: unknown[] = [];
  for (let i = 0; i < times; i += 1) codes.push(codeOf(await trySignIn(account(i), 'wrong', from(i))));
  return codes;
};
const actionsOf = async (actor: string) => {
  const rows = await registry.db.query.select().from(registry.db.tables.audit);
  return rows
    .filter((row) => row.actor === actor)
    .map(({ action, detail }) => ({ action, ...JSON.parse(detail) }));
};

it('field 37: wrong passwords from elsewhere lock nobody out at another address', async () => {
  const codes = await fail(
    6,
    () => 'ht.tantrao',
    () => ({ address: ATTACKER }),
  );
  expect(codes).toEqual([...Array(5).fill('SIGN_IN_FAILED'), 'SIGN_IN_LOCKED']);
  expect(codeOf(await trySignIn('ht.tantrao', PASSWORD))).toBe(200);
});

it('field 37: a browser that signed in before goes through while thirty addresses guess the account', async () => {
  const cookie = deviceCookieOf(await trySignIn('ht.tantrao', PASSWORD));
  await fail(
    30,
    () => 'ht.tantrao',
    (i) => ({ address: `198.51.100.${i}` }),
  );
  expect(codeOf(await trySignIn('ht.tantrao', PASSWORD))).toBe('SIGN_IN_LOCKED');
  expect(codeOf(await trySignIn('ht.tantrao', PASSWORD, { cookie }))).toBe(200);
  // It is known to the accounts that signed in there and to no other.
  await fail(
    5,
    () => 'gv.mot',
    () => ({ cookie }),
  );
  expect(codeOf(await trySignIn('gv.mot', PASSWORD, { cookie }))).toBe('SIGN_IN_LOCKED');
});

it('field 37: a known browser guesses no more freely than any other', async () => {
  const cookie = deviceCookieOf(await trySignIn('ht.tantrao', PASSWORD));
  const codes = await fail(
    6,
    () => 'ht.tantrao',
    () => ({ cookie }),
  );
  expect(codes.at(-1)).toBe('SIGN_IN_LOCKED');
});

it('field 37: one name in each of forty requests is stopped at the twentieth, and its address alone', async () => {
  const codes = await fail(
    40,
    (i) => `gv.${i}`,
    () => ({ address: ATTACKER }),
  );
  expect(codes.filter((code) => code === 'SIGN_IN_FAILED')).toHaveLength(20);
  expect(codes.slice(20).every((code) => code === 'SIGN_IN_LOCKED')).toBe(true);
  expect(codeOf(await trySignIn('gv.mot', PASSWORD))).toBe(200);
});

it('field 37: forty teachers who come in on the first morning count nothing against their address', async () => {
  for (let i = 0; i < 40; i += 1) await registry.addAccount({ name: `gv.so${i}`, role: 'teacher' });
  for (let i = 0; i < 40; i += 1) expect(codeOf(await trySignIn(`gv.so${i}`, PASSWORD))).toBe(200);
});

it('field 37: thirty teachers who sign in at the same moment behind one address all come in', async () => {
  const names = Array.from({ length: 30 }, (_, i) => `gv.so${i}`);
  for (const name of names) await registry.addAccount({ name, role: 'teacher' });
  const answers = await Promise.all(names.map((name) => trySignIn(name, PASSWORD)));
  expect(answers.map(codeOf)).toEqual(names.map(() => 200));
});

it('field 37: forty names tried at the same moment from one address are stopped at the twentieth', async () => {
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, i) => trySignIn(`gv.${i}`, 'wrong', { address: ATTACKER })),
  );
  const codes = answers.map(codeOf);
  expect(codes.filter((code) => code === 'SIGN_IN_FAILED')).toHaveLength(20);
  expect(codes.filter((code) => code === 'SIGN_IN_LOCKED')).toHaveLength(20);
});

it('field 37: a reset by the operator forgets the failures on the account', async () => {
  await fail(
    30,
    () => 'ht.tantrao',
    (i) => ({ address: `198.51.100.${i}` }),
  );
  const { resetPassword } = await import('@hocba/server/people/accounts');
  const password = await resetPassword(registry.db, 'ht.tantrao' as never, registry.clock());
  expect(codeOf(await trySignIn('ht.tantrao', password))).toBe(200);
});

it('field 38: sign-ins that go well, fail and are locked stand in the audit with their address', async () => {
  const cookie = deviceCookieOf(await trySignIn('ht.tantrao', PASSWORD));
  await trySignIn('ht.tantrao', PASSWORD, { cookie });
  await fail(
    6,
    () => 'ht.tantrao',
    () => ({ address: ATTACKER }),
  );
  const failed = { action: 'sign-in.failed', source: ATTACKER, device: 'new' };
  const until = new Date(Date.parse(registry.clock()) + 30_000).toISOString();
  const password = expect.stringMatching(/^[0-9a-f]{64}$/);
  expect(await actionsOf('ht.tantrao')).toEqual([
    { action: 'session.opened', source: SCHOOL, device: 'new', password },
    { action: 'session.opened', source: SCHOOL, device: 'known', password },
    ...Array(5).fill(failed),
    { ...failed, action: 'sign-in.locked', counted: 'pair', until },
  ]);
});

it('field 38: a name that is no account stands in no audit row, since it may be a password', async () => {
  await fail(
    1,
    () => 'matkhau.cua.toi',
    () => ({}),
  );
  expect(await actionsOf('unknown')).toEqual([{ action: 'sign-in.failed', source: SCHOOL, device: 'new' }]);
  const rows = JSON.stringify(await registry.db.query.select().from(registry.db.tables.audit));
  expect(rows).not.toContain('matkhau');
});

it('field 37: an account that signs in again and again in fifteen browsers of its own shuts nobody out', async () => {
  const browsers: string[] = [];
  for (let i = 0; i < 15; i += 1) browsers.push(deviceCookieOf(await trySignIn('gv.mot', PASSWORD)));
  const flood = browsers.flatMap((cookie) =>
    [1, 2, 3, 4].map(() => trySignIn('gv.mot', PASSWORD, { cookie, address: ATTACKER })),
  );
  // By then all of them have been counted and wait for their hash.
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(codeOf(await trySignIn('ht.tantrao', PASSWORD))).toBe(200);
  const codes = (await Promise.all(flood)).map(codeOf);
  expect(codes).toContain(200);
  expect(codes).toContain('OVERLOADED');
});

it('field 37: two heads who reset sixty passwords at one moment fill only their own part of the line of hashes', async () => {
  await registry.addAccount({ name: 'pho.tantrao', role: 'head' });
  await registry.addAccount({ name: 'ht.phanthiet', role: 'head', school: '08000102' });
  const reset = (token: string) =>
    registry.inject(token, { method: 'POST', url: '/accounts/password', payload: { account: 'gv.mot' } });
  const tokens = [await registry.signIn('ht.tantrao'), await registry.signIn('pho.tantrao')];
  const flood = tokens.flatMap(({ token }) => Array.from({ length: 30 }, () => reset(token)));
  expect(codeOf(await trySignIn('ht.phanthiet', PASSWORD))).toBe(200);
  const codes = (await Promise.all(flood)).map(codeOf);
  // Two at a time and ten that wait, of each; the whole line would take more than fifty.
  expect(codes.filter((code) => code === 200).length).toBeLessThan(40);
});

it('field 37: new passwords are looked at twenty times in an hour, since each look keeps everybody waiting', async () => {
  const { token } = await registry.signIn('gv.mot');
  const choose = (next: string) =>
    registry.inject(token, {
      method: 'POST',
      url: '/auth/password',
      payload: { current: PASSWORD, next },
    });
  const weak: unknown[] = [];
  for (let i = 0; i < 20; i += 1) weak.push(codeOf(await choose('1234567890'.repeat(5))));
  expect(weak.slice(0, 19)).toEqual(Array(19).fill('PASSWORD_TOO_WEAK'));
  expect(codeOf(await choose('trăng sáng quá nhỉ'))).toBe('SIGN_IN_LOCKED');
  registry.pass(31_000);
  expect(codeOf(await choose('trăng sáng quá nhỉ'))).toBe(200);
});

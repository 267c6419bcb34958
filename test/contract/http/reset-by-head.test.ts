import { readActs } from '@hocba/server/storage/queries/audit/acts';
import { findAccount, updateAccount } from '@hocba/server/storage/queries/people';
import type { ClassCode, SchoolYear, SubjectCode } from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PASSWORD, type Registry, startRegistry } from '../../fixtures/registry.ts';

let registry: Registry;
let head: string;

const teaches = [
  { year: '2026-2027' as SchoolYear, class: '8A1' as ClassCode, subject: 'toan' as SubjectCode },
];

beforeEach(async () => {
  registry = await startRegistry();
  await registry.addAccount({ name: 'ht.tantrao', role: 'head' });
  await registry.addAccount({ name: 'pho.tantrao', role: 'head' });
  await registry.addAccount({ name: 'hoa.8a1', role: 'teacher', assignments: teaches });
  await registry.addAccount({ name: 'clerk.tantrao', role: 'clerk' });
  await registry.addAccount({ name: 'lan.phanthiet', role: 'teacher', school: '08000102' });
  head = (await registry.signIn('ht.tantrao')).token;
});
afterEach(() => registry.close());

const reset = (account: string, token = head) =>
  registry.inject(token, { method: 'POST', url: '/accounts/password', payload: { account } });
const me = (token: string) => registry.inject(token, { url: '/auth/me' });
const trySignIn = (account: string, password: string) =>
  registry.app.inject({ method: 'POST', url: '/auth/sign-in', payload: { account, password } });
const codeOf = (answer: { json(): { code?: string } }) => answer.json().code;

it('field 14: a head gives a teacher a temporary password, which opens nothing until it is changed', async () => {
  const { token } = await registry.signIn('hoa.8a1');
  const answer = await reset('hoa.8a1');
  expect(answer.json()).toMatchObject({ account: 'hoa.8a1' });
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(codeOf(await me(token))).toBe('SESSION_ENDED');
  expect(codeOf(await trySignIn('hoa.8a1', PASSWORD))).toBe('SIGN_IN_FAILED');
  const again = await trySignIn('hoa.8a1', answer.json<{ password: string }>().password);
  expect(again.json()).toMatchObject({ mustChangePassword: true });
});

it('field 14: the audit names the head who reset a password, and no log line holds the password', async () => {
  const { password } = (await reset('hoa.8a1')).json<{ password: string }>();
  const rows = await Array.fromAsync(readActs(registry.db, ['account.reset']));
  expect(rows).toHaveLength(1);
  expect(rows[0]?.actor).toBe('ht.tantrao');
  expect(JSON.stringify(rows)).toContain('hoa.8a1');
  expect([JSON.stringify(rows), ...registry.logLines].some((line) => line.includes(password))).toBe(false);
});

it('field 14: a head resets no account of another school, and does not learn whether there is one', async () => {
  const [other, none] = [await reset('lan.phanthiet'), await reset('no.body')];
  expect([other.statusCode, codeOf(other)]).toEqual([404, 'ACCOUNT_UNKNOWN']);
  expect(none.json()).toEqual(other.json());
  expect((await trySignIn('lan.phanthiet', PASSWORD)).statusCode).toBe(200);
});

it('field 14: a head resets neither heads, who sign, nor closed accounts, and nobody else resets at all', async () => {
  const closed = await findAccount(registry.db, 'clerk.tantrao');
  if (closed === undefined) throw new Error('no account');
  const { token: clerk } = await registry.signIn('clerk.tantrao');
  const { token: teacher } = await registry.signIn('hoa.8a1');
  expect([codeOf(await reset('hoa.8a1', clerk)), codeOf(await reset('hoa.8a1', teacher))]).toEqual([
    'FORBIDDEN',
    'FORBIDDEN',
  ]);
  await registry.db.commit([updateAccount(closed, { disabled: true })]);
  for (const name of ['ht.tantrao', 'pho.tantrao', 'clerk.tantrao']) {
    expect(codeOf(await reset(name)), name).toBe('FORBIDDEN');
  }
  expect((await findAccount(registry.db, 'clerk.tantrao'))?.disabled).toBe(true);
});

it('field 14: the list holds the accounts of the own school, and says whose password can be reset', async () => {
  const { accounts } = (await registry.inject(head, { url: '/accounts' })).json<{
    accounts: { account: string; canReset: boolean }[];
  }>();
  expect(accounts.map(({ account, canReset }) => [account, canReset])).toEqual([
    ['clerk.tantrao', true],
    ['hoa.8a1', true],
    ['ht.tantrao', false],
    ['pho.tantrao', false],
  ]);
});

import './browser-for-tests.ts';
import type { SignedIn } from '@hocba/shared/contract/auth';
import { beforeEach, expect, it, vi } from 'vitest';

const ME = {
  account: 'toan.8a1',
  displayName: 'Cô Toán',
  role: 'teacher',
  school: null,
  years: ['2026-2027'],
  assignments: [],
  scopeVersion: 1,
  demo: true,
} as unknown as SignedIn['me'];
const SIGNED_IN = { accessToken: 'token', expiresInSeconds: 600, mustChangePassword: false, me: ME };
const problem = (status: number, code: string) =>
  new Response(JSON.stringify({ code }), { status, headers: { 'content-type': 'application/problem+json' } });

let answer: () => Response | Promise<Response>;
let requests: [string, Headers][];

/** The session of a page just loaded; only the network is ours. */
const load = async () => {
  vi.resetModules();
  return import('./session.ts');
};

beforeEach(() => {
  localStorage.clear();
  requests = [];
  answer = () => Response.json(SIGNED_IN);
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    requests.push([url, new Headers(init.headers)]);
    return Promise.resolve().then(answer);
  });
});

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

it('starts signed out on a device that remembers nobody, without asking the registry', async () => {
  const { session, startSession } = await load();
  startSession();
  // It looks at the device's own storage first, which takes as long as a busy machine takes.
  await vi.waitFor(() => expect(session.get().state).toBe('signed-out'), { timeout: 10_000 });
  expect(requests).toEqual([]);
});

it('remembers who signed in and opens at once offline', async () => {
  await (await load()).signIn('toan.8a1', 'x');
  const { session, startSession } = await load();
  answer = () => Promise.reject(new TypeError('offline'));
  startSession();
  expect(session.get()).toEqual({ state: 'signed-in', me: ME, needsSignIn: false });
  await settled();
  expect(session.get().needsSignIn).toBe(false);
});

it('remembers who signed in when the small storage lost it in a power cut', async () => {
  await (await load()).signIn('toan.8a1', 'x');
  localStorage.clear();
  const { session, startSession, signOut } = await load();
  startSession();
  await vi.waitFor(() => expect(session.get()).toMatchObject({ state: 'signed-in', me: ME }));
  await signOut();
  const next = await load();
  next.startSession();
  await vi.waitFor(() => expect(next.session.get().state).toBe('signed-out'));
});

it('renews once however many ask, with the header no other site can send', async () => {
  const { freshToken } = await load();
  expect(await Promise.all([freshToken(), freshToken(), freshToken()])).toEqual(['token', 'token', 'token']);
  expect(requests.map(([url]) => url)).toEqual(['/auth/refresh']);
  expect(requests[0]?.[1].get('x-hocba-refresh')).toBe('1');
});

it.each([
  [401, 'SESSION_ENDED', true],
  [429, 'RATE_LIMITED', false],
  [503, 'OVERLOADED', false],
  [500, 'INTERNAL', false],
])('after %i %s the session is over: %s, and the person stays on the screen', async (status, code, over) => {
  await (await load()).signIn('toan.8a1', 'x');
  const { session, startSession } = await load();
  answer = () => problem(status, code);
  startSession();
  await vi.waitFor(() => expect(requests).toHaveLength(2));
  await settled();
  await vi.waitFor(() => expect(session.get()).toEqual({ state: 'signed-in', me: ME, needsSignIn: over }));
});

it('takes an answer that is not the registry’s for no answer', async () => {
  const { signIn } = await load();
  answer = () => new Response('<html>', { headers: { 'content-type': 'text/html' } });
  await expect(signIn('toan.8a1', 'x')).rejects.toMatchObject({ code: 'OFFLINE' });
});

it('keeps the token out of every storage', async () => {
  const { signIn } = await load();
  await signIn('toan.8a1', 'x');
  expect(localStorage.getItem('hocba.me')).not.toContain('"token"');
});

it('signing out in one tab signs out the others', async () => {
  const here = await load();
  await here.signIn('toan.8a1', 'x');
  const elsewhere = await load();
  elsewhere.startSession();
  expect(elsewhere.session.get().me).toEqual(ME);
  await here.signOut();
  await vi.waitFor(() => expect(elsewhere.session.get()).toMatchObject({ state: 'signed-out', me: null }));
});

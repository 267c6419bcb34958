import '../../device/browser-for-tests.ts';
import type { SignedIn } from '@hocba/shared/contract/auth';
import { beforeEach, expect, it, vi } from 'vitest';
import { createComputer } from '../../device/computer.ts';
import { createSession } from './session.ts';

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
let requests: [string, Headers, string][];

/** The session of a page just loaded; only the network is ours. */
const load = () => createSession(createComputer());

beforeEach(() => {
  localStorage.clear();
  requests = [];
  answer = () => Response.json(SIGNED_IN);
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    requests.push([url, new Headers(init.headers), String(init.body ?? '')]);
    return Promise.resolve().then(answer);
  });
});

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

it('a session starts signed out on a device that remembers nobody, without asking the registry', async () => {
  const { session, start } = load();
  start(() => false);
  // It looks at the device's own storage first, which takes as long as a busy machine takes.
  await vi.waitFor(() => expect(session.get().state).toBe('signed-out'), { timeout: 10_000 });
  expect(requests).toEqual([]);
});

it('a session remembers its person and opens at once offline', async () => {
  await load().signIn('toan.8a1', 'x');
  const { session, start } = load();
  answer = () => Promise.reject(new TypeError('offline'));
  start(() => false);
  expect(session.get()).toEqual({ state: 'signed-in', me: ME, needsSignIn: false });
  await settled();
  expect(session.get().needsSignIn).toBe(false);
});

it('a session remembers its person when the small storage lost it in a power cut', async () => {
  await load().signIn('toan.8a1', 'x');
  localStorage.clear();
  const { session, start, signOut } = load();
  start(() => false);
  await expect.poll(() => session.get()).toMatchObject({ state: 'signed-in', me: ME });
  await signOut();
  const next = load();
  next.start(() => false);
  await expect.poll(() => next.session.get().state).toBe('signed-out');
});

it('a session renews once however many ask, with the header no other site can send', async () => {
  const { freshToken } = load();
  expect(await Promise.all([freshToken(), freshToken(), freshToken()])).toEqual(['token', 'token', 'token']);
  expect(requests.map(([url]) => url)).toEqual(['/auth/refresh']);
  expect(requests[0]?.[1].get('x-hocba-refresh')).toBe('1');
});

it.each([
  [401, 'SESSION_ENDED', true],
  [429, 'RATE_LIMITED', false],
  [503, 'OVERLOADED', false],
  [500, 'INTERNAL', false],
])(
  'a session after the answer %i %s is over: %s, and the person stays on the screen',
  async (status, code, over) => {
    await load().signIn('toan.8a1', 'x');
    const { session, start } = load();
    answer = () => problem(status, code);
    start(() => false);
    // A session of an earlier test may still be telling the registry that it ended.
    await expect.poll(() => requests.filter(([url]) => url.includes('refresh'))).toHaveLength(1);
    await settled();
    await expect.poll(() => session.get()).toEqual({ state: 'signed-in', me: ME, needsSignIn: over });
  },
);

it('a session takes an answer that is not the registry’s for no answer', async () => {
  const { signIn } = load();
  answer = () => new Response('<html>', { headers: { 'content-type': 'text/html' } });
  await expect(signIn('toan.8a1', 'x')).rejects.toMatchObject({ code: 'OFFLINE' });
});

it('a session keeps the token out of every storage', async () => {
  const { signIn } = load();
  await signIn('toan.8a1', 'x');
  expect(localStorage.getItem('hocba.me')).not.toContain('"token"');
});

it('a sign-out in one tab signs out the others', async () => {
  const here = load();
  await here.signIn('toan.8a1', 'x');
  const elsewhere = load();
  elsewhere.start(() => false);
  expect(elsewhere.session.get().me).toEqual(ME);
  await here.signOut();
  await expect.poll(() => elsewhere.session.get()).toMatchObject({ state: 'signed-out', me: null });
});

/** Every text of the small storage. */
const keptTexts = () =>
  ['hocba.me', 'hocba.contact', 'hocba.owed-sign-out'].map((key) => localStorage.getItem(key));
const owedRequests = () => requests.filter(([url]) => url === '/auth/sign-out/owed');

it('field 9: a person who signs out off line is out at once, and the registry is told at the next start, without a secret kept', async () => {
  const here = load();
  await here.signIn('toan.8a1', 'x');
  answer = () => Promise.reject(new TypeError('offline'));
  await here.signOut();
  expect(here.session.get()).toEqual({ state: 'signed-out', me: null, needsSignIn: false });
  expect(keptTexts()).toEqual([null, null, '"toan.8a1"']);

  requests = [];
  answer = () => Response.json({ signedOut: true });
  const next = load();
  next.start(() => false);
  await expect.poll(() => owedRequests()).toHaveLength(1);
  const [[, headers, body] = []] = owedRequests();
  expect([headers?.get('x-hocba-refresh'), headers?.get('authorization'), body]).toEqual([
    '1',
    null,
    '{"account":"toan.8a1"}',
  ]);
  await expect.poll(() => keptTexts()).toEqual([null, null, null]);
  expect(next.session.get().state).toBe('signed-out');
});

it('field 9: an owed sign-out survives a power cut that takes the small storage', async () => {
  const here = load();
  await here.signIn('toan.8a1', 'x');
  answer = () => Promise.reject(new TypeError('offline'));
  await here.signOut();
  localStorage.clear();
  requests = [];
  answer = () => Response.json({ signedOut: true });
  load().start(() => false);
  await expect.poll(() => owedRequests()).toHaveLength(1);
  await vi.waitFor(() => expect(requests.filter(([url]) => url.includes('refresh'))).toEqual([]));
});

it('field 9: a busy registry is told later, and a sign-in settles what was owed', async () => {
  const here = load();
  await here.signIn('toan.8a1', 'x');
  answer = () => problem(503, 'OVERLOADED');
  await here.signOut();
  await expect.poll(() => owedRequests().length).toBeGreaterThan(0);
  expect(localStorage.getItem('hocba.owed-sign-out')).toBe('"toan.8a1"');
  answer = () => Response.json(SIGNED_IN);
  await here.signIn('toan.8a1', 'x');
  expect(localStorage.getItem('hocba.owed-sign-out')).toBeNull();
});

it('field 9: an answer that was on its way when a person signed out opens nothing', async () => {
  const { session, signIn, signOut, freshToken } = load();
  await signIn('toan.8a1', 'x');
  let give: (response: Response) => void = () => undefined;
  answer = () =>
    new Promise((resolve) => {
      give = resolve;
    });
  const renewed = freshToken('token');
  await expect.poll(() => requests.at(-1)?.[0]).toBe('/auth/refresh');
  answer = () => Response.json({ signedOut: true });
  await signOut();
  give(Response.json(SIGNED_IN));
  await expect(renewed).rejects.toMatchObject({ code: 'SESSION_ENDED' });
  expect(session.get().state).toBe('signed-out');
  expect(localStorage.getItem('hocba.me')).toBeNull();
});

it('field 8: a database that never answers holds up neither signing in nor signing out', async () => {
  const { session, signIn, signOut } = load();
  const asked: IDBOpenDBRequest[] = [];
  const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    asked.push(new EventTarget() as IDBOpenDBRequest);
    return asked.at(-1) as IDBOpenDBRequest;
  });
  const signingIn = signIn('toan.8a1', 'x');
  await vi.waitFor(() => expect(session.get().state).toBe('signed-in'), { timeout: 1_000 });
  const signingOut = signOut();
  expect(session.get().state).toBe('signed-out');
  open.mockRestore();
  // The next test begins when nothing of this one waits any more.
  for (const request of asked) request.onerror?.(new Event('error'));
  await Promise.all([signingIn, signingOut]);
});

it('field 36: a page that stays open for weeks without contact asks for the password, and not in the middle of a mark', async () => {
  vi.useFakeTimers({ toFake: ['setInterval'] });
  const { signIn, start, gate } = load();
  let isEditing = true;
  await signIn('toan.8a1', 'x');
  start(() => isEditing);
  await settled();
  const fortnight = Date.now() - 15 * 24 * 3_600_000;
  localStorage.setItem(
    'hocba.contact',
    JSON.stringify({ account: ME.account, at: fortnight, seen: fortnight }),
  );
  vi.advanceTimersByTime(3_600_000);
  expect(gate.get().isClosed).toBe(false);
  isEditing = false;
  vi.advanceTimersByTime(3_600_000);
  expect(gate.get().isClosed).toBe(true);
  vi.useRealTimers();
});

it('field 36: a closed account is signed out at the next contact, and the device keeps nothing of the person', async () => {
  await load().signIn('toan.8a1', 'x');
  const { session, start } = load();
  answer = () => problem(401, 'ACCOUNT_CLOSED');
  start(() => false);
  await expect
    .poll(() => session.get())
    .toEqual({ state: 'signed-out', me: null, needsSignIn: false, isClosed: true });
  await expect.poll(() => keptTexts()).toEqual([null, null, null]);
});

it('field 36: names of the school’s people leave the device at sign-out, also when no page that shows them was opened', async () => {
  const here = load();
  await here.signIn('toan.8a1', 'x');
  localStorage.setItem('hocba.people', JSON.stringify({ school: '08000101', names: [['hoa.8a1', 'Hoà']] }));
  await here.signOut();
  expect(localStorage.getItem('hocba.people')).toBeNull();
});

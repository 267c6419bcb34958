import { newDeviceToken } from '@hocba/server/people/sign-in/device-token';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PASSWORD, type Registry, startRegistry } from '../../fixtures/registry.ts';

/** The limit that a registry has when nobody sets another. */
const DEFAULT_PER_MINUTE = 600;
const SCHOOL = '203.0.113.7';
const SAME_SITE = { 'x-hocba-refresh': '1', origin: 'https://hocba.example' };

let registry: Registry;
beforeEach(async () => {
  registry = await startRegistry();
  await registry.addAccount({ name: 'gv.mot', role: 'teacher' });
});
afterEach(() => registry.close());

const flood = async (count: number, url = '/version', headers: Record<string, string> = {}) => {
  for (let i = 0; i < count; i += 1) {
    await registry.app.inject({ url, headers, remoteAddress: SCHOOL });
  }
};
const signIn = (headers: Record<string, string> = {}) =>
  registry.app.inject({
    method: 'POST',
    url: '/auth/sign-in',
    headers,
    payload: { account: 'gv.mot', password: PASSWORD },
    remoteAddress: SCHOOL,
  });
const statusOf = async (url: string, headers: Record<string, string> = {}) =>
  (await registry.app.inject({ url, headers, remoteAddress: SCHOOL })).statusCode;

it('field 37: 750 anonymous requests shut nobody behind that address out of sign-in and refresh', async () => {
  await flood(750);
  expect(await statusOf('/version')).toBe(429);
  const signedIn = await signIn();
  expect(signedIn.statusCode).toBe(200);
  const cookie = [signedIn.headers['set-cookie']].flat().map((each) => String(each).split(';', 1)[0]);
  const answer = await registry.app.inject({
    method: 'POST',
    url: '/auth/refresh',
    headers: { ...SAME_SITE, cookie: cookie.join('; ') },
    remoteAddress: SCHOOL,
  });
  expect(answer.statusCode).toBe(200);
});

it('field 37: accounts and known browsers go on while a flood uses up all that an address may ask', async () => {
  const { token } = await registry.signIn('gv.mot');
  await flood(DEFAULT_PER_MINUTE * 10);
  expect([await statusOf('/healthz'), (await signIn()).statusCode]).toEqual([429, 429]);
  expect(await statusOf('/auth/me', { authorization: `Bearer ${token}` })).toBe(200);
  const known = { cookie: `__Host-hocba-device=${newDeviceToken(registry.secrets)}` };
  expect([await statusOf('/version', known), (await signIn(known)).statusCode]).toEqual([200, 200]);
});

it('field 37: a made-up token or browser gets no lane of its own', async () => {
  await flood(DEFAULT_PER_MINUTE * 10);
  const forged = `__Host-hocba-device=${'A'.repeat(22)}.${'A'.repeat(43)}`;
  expect(await statusOf('/version', { cookie: forged })).toBe(429);
  expect(await statusOf('/auth/me', { authorization: 'Bearer a.b.c' })).toBe(429);
});

it('field 37: the lane of an account and the lane of a browser end at the limit too', async () => {
  const { token } = await registry.signIn('gv.mot');
  const signedIn = { authorization: `Bearer ${token}` };
  const known = { cookie: `__Host-hocba-device=${newDeviceToken(registry.secrets)}` };
  for (const [url, headers] of [
    ['/auth/me', signedIn],
    ['/version', known],
  ] as const) {
    await flood(DEFAULT_PER_MINUTE - 1, url, headers);
    expect([url, await statusOf(url, headers), await statusOf(url, headers)]).toEqual([url, 200, 429]);
  }
});

it('the registry turns requests away, with the seconds to wait, while the event loop is later than the limit', async () => {
  const busy = await startRegistry({ services: { maxLoopDelay: 20 } });
  try {
    expect((await busy.app.inject({ url: '/version' })).statusCode).toBe(200);
    const answer = await vi.waitUntil(
      async () => {
        for (const end = performance.now() + 200; performance.now() < end; );
        const now = await busy.app.inject({ url: '/version' });
        return now.statusCode === 200 ? undefined : now;
      },
      { timeout: 10_000, interval: 1 },
    );
    expect([answer.statusCode, answer.json().code, answer.headers['retry-after']]).toEqual([
      503,
      'OVERLOADED',
      '10',
    ]);
  } finally {
    await busy.close();
  }
});

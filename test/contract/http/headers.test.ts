import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';
import { fillParams } from './fill-params.ts';

let registry: Registry;

beforeAll(async () => {
  registry = await startRegistry({
    env: { RATE_LIMIT_PER_MINUTE: '100000' },
    extend: (app) => {
      app.get('/test/failing', { config: { access: 'public' } }, async () => {
        throw new Error('planted secret of a driver');
      });
      app.get('/test/long', { config: { access: 'public' } }, async () => ({ text: 'x'.repeat(5000) }));
    },
  });
  await registry.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => registry.close());

const EXPECTED = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; media-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types app; report-uri /csp-reports; report-to policy",
  'reporting-endpoints': 'policy="/csp-reports"',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()',
  'cache-control': 'no-store',
  'strict-transport-security': 'max-age=63072000; includeSubDomains; preload',
};

/** Keys for every verifier and the files of the client: no data of a person, so others may keep and read them. */
const PUBLISHED = /^\/(\.well-known\/jwks\.json|keys\/:kid|trust-list|\*|assets\/.*|)$/;

const expectHeaders = (answer: LightMyRequestResponse, status?: number) => {
  expect(answer.headers).toMatchObject(EXPECTED);
  expect(answer.headers).not.toHaveProperty('x-powered-by');
  expect(answer.headers).not.toHaveProperty('server');
  if (status === undefined) return;
  expect(answer.statusCode).toBe(status);
  if (status >= 400) expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
};
const inject = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS',
  url: string,
  payload?: string,
  type = 'application/json',
) =>
  registry.app.inject({
    method,
    url,
    ...(payload === undefined ? {} : { payload, headers: { 'content-type': type } }),
  });

it('the security headers are on the answer of every route', async () => {
  const routes = registry.app.declaredRoutes;
  expect(routes.length).toBeGreaterThan(5);
  for (const { method, url } of routes) {
    const answer = await registry.app.inject({ method: method as 'GET', url: fillParams(url) });
    const { 'cache-control': _, 'cross-origin-resource-policy': __, ...always } = EXPECTED;
    // Forms of families name their origin: with no referrer at all browsers would send "null" for it.
    const own = /^\/family(\/|$)/.test(url) ? { 'referrer-policy': 'same-origin' } : {};
    const expected = { ...(PUBLISHED.test(url) ? always : EXPECTED), ...own };
    expect(answer.headers, `${method} ${url}`).toMatchObject(expected);
  }
});

it('the security headers are on refusals: 400, 401, 404, 405, 413, 415, 500, 503', async () => {
  expectHeaders(await inject('POST', '/auth/sign-in', '{}'), 400);
  expectHeaders(await inject('GET', '/auth/me'), 401);
  expectHeaders(await inject('GET', '/nothing/here'), 404);
  expectHeaders(await inject('GET', '/auth/me/%zz'), 404);
  expectHeaders(await inject('GET', `/${'x'.repeat(3000)}`), 404);
  expectHeaders(await inject('DELETE', '/auth/me'), 405);
  expectHeaders(await inject('POST', '/auth/sign-in', 'x'.repeat(70_000)), 413);
  expectHeaders(await inject('POST', '/auth/sign-in', 'a=b', 'text/plain'), 415);
  expectHeaders(await inject('GET', '/test/failing'), 500);
});

it('a 405 names the methods that are allowed', async () => {
  expect((await inject('GET', '/auth/sign-in')).headers.allow).toBe('POST');
  expect((await inject('PUT', '/auth/me')).headers.allow).toBe('GET, HEAD');
});

it('a 429 has the security headers, counts 404s too and says how long to wait', async () => {
  const strict = await startRegistry({ env: { RATE_LIMIT_PER_MINUTE: '3' } });
  for (let i = 0; i < 3; i += 1) expect((await strict.app.inject('/nowhere')).statusCode).toBe(404);
  const answer = await strict.app.inject('/nowhere');
  expectHeaders(answer, 429);
  expect(answer.json().code).toBe('RATE_LIMITED');
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  await strict.close();
});

it('the limit does not count the files of the client against callers without a token', async () => {
  const strict = await startRegistry({
    env: { RATE_LIMIT_PER_MINUTE: '3' },
    extend: (app) => {
      app.get('/test/file', { config: { access: 'public', file: true } }, async () => ({}));
    },
  });
  for (let i = 0; i < 20; i += 1) expect((await strict.app.inject('/test/file')).statusCode).toBe(200);
  expect((await strict.app.inject('/healthz')).statusCode).toBe(200);
  // The share of the whole address still holds.
  for (let i = 0; i < 10; i += 1) await strict.app.inject('/test/file');
  expect((await strict.app.inject('/test/file')).statusCode).toBe(429);
  await strict.close();
});

it('the limit counts accounts behind one address apart', async () => {
  const strict = await startRegistry({ env: { RATE_LIMIT_PER_MINUTE: '5' } });
  const tokens: string[] = [];
  for (const name of ['gv.mot', 'gv.hai']) {
    await strict.addAccount({ name, role: 'teacher' });
    tokens.push((await strict.signIn(name)).token);
  }
  const [one = '', two = ''] = tokens;
  for (let i = 0; i < 5; i += 1) expect((await strict.inject(one, { url: '/auth/me' })).statusCode).toBe(200);
  expect((await strict.inject(one, { url: '/auth/me' })).statusCode).toBe(429);
  expect((await strict.inject(two, { url: '/auth/me' })).statusCode).toBe(200);
  await strict.close();
});

it('the headers leave HSTS out on plain http', async () => {
  const plain = await startRegistry({ env: { PUBLIC_URL: 'http://localhost:8787' } });
  expect((await plain.app.inject('/healthz')).headers).not.toHaveProperty('strict-transport-security');
  await plain.close();
});

it('an answer to an unknown error tells nothing of it, neither to the caller nor in the log', async () => {
  const answer = await inject('GET', '/test/failing');
  expect(answer.json()).toEqual({
    type: 'urn:hocba:problem:INTERNAL',
    title: 'Something went wrong inside',
    status: 500,
    code: 'INTERNAL',
  });
  const log = registry.logLines.join('');
  expect(log).toContain('request.failed');
  expect(log).not.toContain('planted');
});

it('the registry compresses long answers', async () => {
  const answer = await registry.app.inject({ url: '/test/long', headers: { 'accept-encoding': 'gzip' } });
  expect(answer.headers['content-encoding']).toBe('gzip');
  expect(JSON.parse(gunzipSync(answer.rawPayload).toString()).text).toHaveLength(5000);
});

it('the registry answers what is not HTTP with a problem document and the same headers', async () => {
  const { port } = registry.app.server.address() as AddressInfo;
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.end('NOT HTTP AT ALL\r\n\r\n'));
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('end', () => resolve(text)).on('error', reject);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  for (const [name, value] of Object.entries(EXPECTED)) expect(answer).toContain(`${name}: ${value}`);
  expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ code: 'INVALID_INPUT', status: 400 });
});

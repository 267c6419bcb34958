import { addHeaders } from '@hocba/server/http/plugins/answers/headers';
import { addProblems } from '@hocba/server/http/plugins/answers/problems';
import { addKeyRoutes } from '@hocba/server/http/routes/keys';
import { createKeys } from '@hocba/server/issuing/keys/create-keys';
import { openKeyRing } from '@hocba/server/issuing/keys/key-ring';
import type { Instant } from '@hocba/shared/school/identifiers';
import fastify from 'fastify';
import { calculateJwkThumbprint } from 'jose';
import { afterAll, expect, it } from 'vitest';

const issuer = 'https://hocba.example';
const keys = await createKeys({ issuer, demo: false, now: '2026-06-10T02:30:15.250Z' as Instant });
const app = fastify();
addHeaders(app, issuer);
addProblems(app);
addKeyRoutes(app, { keyRing: await openKeyRing({ ...keys, issuer }) });
afterAll(() => app.close());

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });

it('the registry publishes every key in one set that may be kept for ten minutes', async () => {
  const answer = await get('/.well-known/jwks.json');
  expect(answer.headers['content-type']).toMatch(/^application\/jwk-set\+json(;|$)/);
  expect(answer.headers['cache-control']).toBe('public, max-age=600');
  const [jwk] = answer.json().keys;
  expect(jwk.kid).toBe(`${issuer}/keys/${await calculateJwkThumbprint(jwk)}`);
  expect(JSON.stringify(jwk)).not.toContain('"d"');
});

it('the address that a key id is answers with that one key', async () => {
  const [jwk] = (await get('/.well-known/jwks.json')).json().keys;
  const answer = await get(new URL(jwk.kid).pathname);
  expect(answer.json()).toEqual(jwk);
  expect(answer.headers['content-type']).toMatch(/^application\/jwk\+json(;|$)/);
});

it('an address of no key of the registry is unknown', async () => {
  for (const url of [`/keys/${'A'.repeat(43)}`, '/keys/__proto__', '/keys/..%2f..%2fetc']) {
    const answer = await get(url);
    expect(answer.statusCode, url).toBeGreaterThanOrEqual(400);
    expect(answer.headers['cache-control']).toBe('no-store');
  }
});

it('the registry hands the trust list out letter for letter', async () => {
  const answer = await get('/trust-list');
  expect(answer.body).toBe(keys.trustList);
  expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
});

it.each(['/.well-known/jwks.json', '/trust-list'])(
  'the answer of %s is not sent again to a reader that has it',
  async (url) => {
    const { etag } = (await get(url)).headers;
    const again = await get(url, { 'if-none-match': String(etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  },
);

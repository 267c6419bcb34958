import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import type { Access } from '@hocba/shared/contract/endpoint';
import type { ClassCode, SchoolYear, SubjectCode } from '@hocba/shared/school/identifiers';
import type { Capacity } from '@hocba/shared/school/roles';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type NewAccount, type Registry, startRegistry } from '../../fixtures/registry.ts';
import { fillParams } from './fill-params.ts';

const assigned = (subject: string) => [
  { year: '2026-2027' as SchoolYear, class: '8A1' as ClassCode, subject: subject as SubjectCode },
];

/** One account per capacity, and one that has none. */
const PEOPLE: Record<string, NewAccount & { holds: readonly Capacity[] }> = {
  operator: { name: 'operator', role: 'operator', school: null, holds: ['operator'] },
  department: { name: 'so.canbo', role: 'department', school: null, holds: ['department'] },
  head: { name: 'ht.tantrao', role: 'head', holds: ['head'] },
  clerk: { name: 'clerk.tantrao', role: 'clerk', holds: ['clerk'] },
  homeroom: { name: 'gvcn.8a1', role: 'teacher', assignments: assigned('homeroom'), holds: ['homeroom'] },
  subject: { name: 'toan.8a1', role: 'teacher', assignments: assigned('toan'), holds: ['subject'] },
  unassigned: { name: 'gv.moi', role: 'teacher', holds: [] },
};

let registry: Registry;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  registry = await startRegistry({
    env: { RATE_LIMIT_PER_MINUTE: '1000000' },
    extend: (app) => {
      for (const access of ['operator', 'department', 'head', 'clerk', 'homeroom', 'subject'] as const) {
        app.get(`/test/for-${access}`, { config: { access: [access] } }, async () => ({ ok: true }));
      }
    },
  });
  for (const [who, { holds: _, ...account }] of Object.entries(PEOPLE)) {
    await registry.addAccount(account);
    tokens[who] = (await registry.signIn(account.name)).token;
  }
});
afterAll(() => registry.close());

const REFUSALS = ['TOKEN_MISSING', 'TOKEN_INVALID', 'TOKEN_EXPIRED', 'SESSION_ENDED', 'FORBIDDEN'];

/** The code with which a route turns this token away at the door; undefined when it lets it in. */
const turnedAway = async (method: string, url: string, token?: string): Promise<string | undefined> => {
  const answer = await registry.app.inject({
    method: method as 'GET',
    url: fillParams(url),
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
  expect(answer.statusCode, `${method} ${url}`).not.toBe(500);
  if (method === 'HEAD') return { 401: 'TOKEN_MISSING', 403: 'FORBIDDEN' }[answer.statusCode];
  const code = /[/+]json/.test(String(answer.headers['content-type'])) ? answer.json().code : undefined;
  return REFUSALS.includes(code) ? code : undefined;
};

/** Sign-out would end the session under the other rows; the refresh route judges by its cookie. */
const walked = () =>
  registry.app.declaredRoutes.filter(({ url }) => url !== '/auth/sign-out' && url !== '/auth/refresh');

/** Devices neither create nor drop a database: these routes answer FORBIDDEN to everybody who may call them. */
const refusesAll = (method: string, url: string) =>
  /^\/sync\/:db\/?$/.test(url) && (method === 'PUT' || method === 'DELETE');

/** No token of an account opens a family's page; of an answer without a body only the status is seen. */
const withoutGuardian = (method: string) => (method === 'HEAD' ? 'TOKEN_MISSING' : 'SESSION_ENDED');

const allowed = (access: Access, holds: readonly Capacity[]) =>
  typeof access === 'string' || access.some((capacity) => holds.includes(capacity));

it('the walk over routes finds the routes of the app itself', () => {
  const urls = registry.app.declaredRoutes.map(({ url }) => url);
  expect(urls).toEqual(expect.arrayContaining(['/auth/sign-in', '/auth/me', '/healthz', '/test/for-head']));
});

it('an app with a route that says nothing about its callers does not start', async () => {
  const careless = startRegistry({ extend: (app) => void app.get('/test/open', async () => ({})) });
  await expect(careless).rejects.toThrow('does not say who may call it');
});

it.each(Object.keys(PEOPLE))('a %s gets what the routes declare, and nothing else', async (who) => {
  for (const { method, url, access } of walked()) {
    const outcome = await turnedAway(method, url, tokens[who]);
    const welcome = allowed(access, PEOPLE[who]?.holds ?? []) && !refusesAll(method, url);
    const expected = access === 'guardian' ? withoutGuardian(method) : welcome ? undefined : 'FORBIDDEN';
    expect([method, url, outcome]).toEqual([method, url, expected]);
  }
});

it('a caller without a token is let into public routes alone', async () => {
  for (const { method, url, access } of walked()) {
    const missing = access === 'guardian' ? withoutGuardian(method) : 'TOKEN_MISSING';
    const expected = access === 'public' ? undefined : missing;
    expect([method, url, await turnedAway(method, url)]).toEqual([method, url, expected]);
  }
});

// ── tokens ────────────────────────────────────────────────────────────────────────────────────────────────

const text = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
const HEADER = { alg: 'HS256', typ: 'at+jwt' };

/** A token signed with the registry's own key: only its content is wrong. */
const forge = (
  change: (claims: Record<string, unknown>) => unknown,
  header: object = HEADER,
  key?: Buffer,
) => {
  const claims = claimsOf(tokens.clerk ?? '');
  const input = `${text(header)}.${text(change(claims))}`;
  return `${input}.${createHmac('sha256', key ?? registry.secrets.jwt)
    .update(input)
    .digest('base64url')}`;
};
const without = (name: string) => (claims: Record<string, unknown>) => {
  const { [name]: _, ...rest } = claims;
  return rest;
};
const as = (more: object) => (claims: object) => ({ ...claims, ...more });
const same = as({});

/** The look of an issued credential to a verifier of tokens. */
const transcript = () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const input = `${text({ alg: 'ES256', typ: 'vc+jwt', kid: 'x' })}.${text(claimsOf(tokens.clerk ?? ''))}`;
  return `${input}.${sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
};

const NOW = Date.parse('2026-10-01T02:00:00.000Z') / 1000;
const FORGED: [why: string, token: () => string, code?: string][] = [
  ['no token', () => ''],
  ['a word', () => 'x'],
  ['two parts', () => (tokens.clerk ?? '').split('.').slice(0, 2).join('.')],
  ['unsigned', () => `${(tokens.clerk ?? '').split('.').slice(0, 2).join('.')}.`],
  ['alg none', () => `${text({ alg: 'none', typ: 'at+jwt' })}.${text(claimsOf(tokens.clerk ?? ''))}.`],
  ['another key', () => forge(same, HEADER, Buffer.alloc(32, 7))],
  ['an empty key', () => forge(same, HEADER, Buffer.alloc(0))],
  ['padding', () => `${tokens.clerk}=`],
  ['a space before', () => ` ${tokens.clerk}`],
  ['more after it', () => `${tokens.clerk}.x`],
  ['standard base64', () => (tokens.clerk ?? '').replace(/.$/, '+')],
  [
    'a changed claim under the old signature',
    () => {
      const [header, , signature] = (tokens.clerk ?? '').split('.');
      return `${header}.${text({ ...claimsOf(tokens.clerk ?? ''), sub: 'operator' })}.${signature}`;
    },
  ],
  ['typ JWT', () => forge(same, { alg: 'HS256', typ: 'JWT' })],
  ['typ of a transcript', () => forge(same, { alg: 'HS256', typ: 'vc+jwt' })],
  ['no typ', () => forge(same, { alg: 'HS256' })],
  ['alg HS512 named', () => forge(same, { alg: 'HS512', typ: 'at+jwt' })],
  ['a critical header', () => forge(same, { ...HEADER, crit: ['x'], x: 1 })],
  ['an embedded key', () => forge(same, { ...HEADER, jwk: { kty: 'oct', k: 'AAAA' } }, Buffer.alloc(3))],
  ['a signed transcript', transcript],
  ['another issuer', () => forge(as({ iss: 'https://evil.example' }))],
  ['another audience', () => forge(as({ aud: 'https://evil.example' }))],
  ['an audience list', () => forge(as({ aud: ['https://hocba.example'] }))],
  ['issued in the future', () => forge(as({ iat: NOW + 3600, exp: NOW + 4200 }))],
  ['not yet valid', () => forge(as({ nbf: 4_000_000_000 }))],
  ['a version as text', () => forge(as({ ver: '1' }))],
  ['claims that are a list', () => forge(() => [])],
  ...['iss', 'aud', 'sub', 'sid', 'ver', 'jti', 'iat', 'exp'].map((name): [string, () => string] => [
    `no ${name}`,
    () => forge(without(name)),
  ]),
  ['expired', () => forge(as({ iat: NOW - 700, exp: NOW - 100 })), 'TOKEN_EXPIRED'],
  ['a session that does not exist', () => forge(as({ sid: 'x' })), 'SESSION_ENDED'],
  ['a session of somebody else', () => forge(as({ sub: 'operator' })), 'SESSION_ENDED'],
  ['an old security version', () => forge(as({ ver: 0 })), 'SESSION_ENDED'],
];

it.each(FORGED)('the registry refuses a token: %s', async (_, token, code = 'TOKEN_INVALID') => {
  const answer = await registry.inject(token(), { url: '/auth/me' });
  expect([answer.statusCode, answer.json().code]).toEqual([401, code]);
});

it('the registry refuses the second spelling of the same signature bytes', async () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const token = tokens.clerk ?? '';
  const last = alphabet.indexOf(token.at(-1) ?? '');
  const answer = await registry.inject(`${token.slice(0, -1)}${alphabet[last + 1]}`, { url: '/auth/me' });
  expect(answer.json().code).toBe('TOKEN_INVALID');
});

it.each(['Basic dGVzdDp0ZXN0', 'Bearer', 'Bearer ', 'bearer  x', 'Token x'])(
  'the registry refuses the header "%s"',
  async (authorization) => {
    const answer = await registry.app.inject({ url: '/auth/me', headers: { authorization } });
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'TOKEN_INVALID']);
  },
);

it('a forged token with nothing wrong in it is taken, so that the rows above mean something', async () => {
  expect((await registry.inject(forge(same), { url: '/auth/me' })).statusCode).toBe(200);
});

it('an expired token is turned away from every route that is not public', async () => {
  const expired = forge(as({ iat: NOW - 700, exp: NOW - 100 }));
  for (const { method, url, access } of walked()) {
    const outcome = await turnedAway(method, url, expired);
    const late = method === 'HEAD' ? 'TOKEN_MISSING' : 'TOKEN_EXPIRED';
    const turned = access === 'guardian' ? withoutGuardian(method) : late;
    const expected = access === 'public' ? undefined : turned;
    expect([method, url, outcome]).toEqual([method, url, expected]);
  }
});

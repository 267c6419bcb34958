import { afterEach, beforeEach, expect, it } from 'vitest';
import { addClassOfTwo, DATABASE, HEAD, TEACHER } from '../../fixtures/class-of-two.ts';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';

/* Bodies that take long to refuse, and what the account that sends them may take of everybody's time. */

let registry: Registry;
beforeEach(async () => {
  registry = await startRegistry();
  await addClassOfTwo(registry);
});
afterEach(() => registry.close());

/** A megabyte of members, the first one twice. */
const MEMBERS = `${Array.from({ length: 90_000 }, (_, i) => `"m${i}":1`).join(',')},"m0":1`;

const send = async (token: string, url: string, payload: string) => {
  const began = performance.now();
  const headers = { 'content-type': 'application/json' };
  const { statusCode } = await registry.inject(token, { method: 'POST', url, headers, payload });
  return { statusCode, ms: performance.now() - began };
};

it.each([
  [`/sync/${DATABASE}/_bulk_docs`, `{"docs":[{${MEMBERS}}]}`],
  ['/rescue', `{${MEMBERS}}`],
])(
  'an account whose body took long to read at %s rests before the next is read at any route, and nobody else does',
  async (url, body) => {
    const { token } = await registry.signIn(TEACHER);
    const head = await registry.signIn(HEAD);
    const first = await send(token, url, body);
    const [next, elsewhere, other] = await Promise.all([
      send(token, url, '{}'),
      send(token, `/sync/${DATABASE}/_bulk_get`, '{}'),
      send(head.token, '/sync/08000101-2026-2027/_revs_diff', '{}'),
    ]);
    expect(other.ms).toBeLessThan(first.ms * 3);
    expect(next.ms).toBeGreaterThan(first.ms * 3);
    expect(elsewhere.ms).toBeGreaterThan(first.ms * 3);
  },
);

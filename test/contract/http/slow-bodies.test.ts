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

/** Requests of another account that are answered, one after another, while the account rests. */
const OTHERS = 5;

/** A megabyte of members, the first one twice. */
const MEMBERS = `${Array.from({ length: 90_000 }, (_, i) => `"m${i}":1`).join(',')},"m0":1`;

const send = async (token: string, url: string, payload: string): Promise<void> => {
  const headers = { 'content-type': 'application/json' };
  await registry.inject(token, { method: 'POST', url, headers, payload });
};

it.each([
  [`/sync/${DATABASE}/_bulk_docs`, `{"docs":[{${MEMBERS}}]}`],
  ['/rescue', `{${MEMBERS}}`],
])(
  'an account whose body took long to read at %s rests before the next is read at any route, and nobody else does',
  async (url, body) => {
    const { token } = await registry.signIn(TEACHER);
    const head = await registry.signIn(HEAD);
    await send(token, url, body);
    const answered: string[] = [];
    const note = (name: string) => () => void answered.push(name);
    // The account is heard first and rests; without its rest it would be answered first, too.
    const resting = [
      send(token, url, '{}').then(note('rested')),
      send(token, `/sync/${DATABASE}/_bulk_get`, '{}').then(note('rested')),
    ];
    for (let i = 0; i < OTHERS; i += 1) {
      await send(head.token, `/sync/${DATABASE}/_revs_diff`, '{}').then(note('other'));
    }
    await Promise.all(resting);
    expect(answered).toEqual([...Array(OTHERS).fill('other'), 'rested', 'rested']);
  },
);

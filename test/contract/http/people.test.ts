import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';

let registry: Registry;

beforeAll(async () => {
  registry = await startRegistry();
  const assignments = [{ year: '2026-2027', class: '8A1', subject: 'toan' }] as never;
  await registry.addAccount({ name: 'toan.ten', role: 'teacher', school: '08000101', assignments });
  await registry.addAccount({ name: 'ht.ten', role: 'head', school: '08000101' });
  await registry.addAccount({ name: 'ht.khac', role: 'head', school: '08000102' });
  await registry.addAccount({ name: 'so.ten', role: 'department', school: null });
});
afterAll(() => registry.close());

const ask = async (account: string) => {
  const { token } = await registry.signIn(account);
  return registry.inject(token, { method: 'GET', url: '/schools/own/people' });
};

it('field 13: a teacher gets the names of the own school, so that marks stand under names and not under logins', async () => {
  const answer = await ask('toan.ten');
  expect(answer.statusCode).toBe(200);
  const { people } = answer.json<{ people: { account: string; name: string }[] }>();
  expect(people.map(({ account }) => account).sort()).toEqual(['ht.ten', 'toan.ten']);
  expect(people.every(({ name }) => name.length > 0)).toBe(true);
});

it('field 13: names of another school, and names for accounts of no school, are not given', async () => {
  const { people } = (await ask('ht.khac')).json<{ people: { account: string }[] }>();
  expect(people.map(({ account }) => account)).toEqual(['ht.khac']);
  expect((await ask('so.ten')).statusCode).toBe(403);
});

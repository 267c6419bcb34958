import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { write } from '@hocba/server/storage/engine/db';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addClassOfTwo, CLASS, CLERK, PUPILS, YEAR } from '../../fixtures/class-of-two.ts';
import {
  type FamilyBrowser,
  openBrowser,
  type PrintedSlip,
  printSlips,
} from '../../fixtures/family/family-browser.ts';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';
import { type ReferenceProvider, startIdentityProvider } from '../../reference/identity-provider.ts';

const CLIENT = {
  id: 'hocba',
  secret: 'bi-mat-cua-hocba',
  callback: 'https://hocba.example/family/identity/back',
};

let provider: ReferenceProvider;
let registry: Registry;
let folder: string;
let slips: readonly PrintedSlip[];

beforeEach(async () => {
  provider = await startIdentityProvider(CLIENT, [
    { sub: 'lan', name: 'Nguyễn Thị Lan', personal_id: '008190001234' },
    { sub: 'binh', name: 'Hà Văn Bình' },
  ]);
  folder = mkdtempSync(join(tmpdir(), 'hocba-oidc-'));
  writeFileSync(join(folder, 'secret'), CLIENT.secret);
  const env = {
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET_FILE: join(folder, 'secret'),
  };
  registry = await startRegistry({ env });
  await addClassOfTwo(registry);
  slips = await printSlips(registry, CLERK, { year: YEAR, class: CLASS, perStudent: 1 });
});
afterEach(async () => {
  await registry.close();
  await provider.close();
  rmSync(folder, { recursive: true });
});

/** Goes to the provider, signs in there and comes back to the page with the button. */
const goThere = async (browser: FamilyBrowser, sub: string): Promise<string> => {
  const { address } = (await browser.get('/family/identity')).json();
  const back = await provider.signIn(address, sub);
  // The browser comes from another site: it brings no cookie.
  const page = await openBrowser(registry).get(back.pathname + back.search);
  return page.json().answer;
};
const comeIn = async (browser: FamilyBrowser, sub: string) =>
  browser.post('/family/identity', { answer: await goThere(browser, sub) });
const accounts = async () => registry.db.query.select().from(registry.db.tables.guardian);

it('a person of the provider comes in, sees no child before the slip of the school, and the child after it', async () => {
  const browser = openBrowser(registry);
  expect((await comeIn(browser, 'lan')).json()).toEqual({ next: '/family' });
  expect((await browser.get('/family')).json()).toMatchObject({ page: 'home', frame: null });
  const { code, studentCode: studentId, birthDate } = slips[0] as PrintedSlip;
  await browser.post('/family/join', { code, studentId, birthDate });
  await browser.post('/family/join/child', { relation: 'mother' });
  expect((await browser.get('/family')).json().frame).toMatchObject({
    guardian: 'Nguyễn Thị Lan',
    children: [{ name: PUPILS[0]?.name, relation: 'mother' }],
  });
});

it('a person who comes again gets the account of the first time, and another person another one', async () => {
  await comeIn(openBrowser(registry), 'lan');
  await comeIn(openBrowser(registry), 'lan');
  await comeIn(openBrowser(registry), 'binh');
  expect((await accounts()).map(({ name }) => name).sort()).toEqual(['Hà Văn Bình', 'Nguyễn Thị Lan']);
});

it('an answer of the provider opens no session in another browser', async () => {
  const answer = await goThere(openBrowser(registry), 'lan');
  const other = openBrowser(registry);
  await other.get('/family/identity');
  const refused = await other.post('/family/identity', { answer });
  expect([refused.statusCode, refused.json().code]).toEqual([403, 'IDENTITY_REFUSED']);
  expect((await other.get('/family')).statusCode).toBe(401);
  expect(await accounts()).toEqual([]);
});

it('a disabled account stays closed for its person', async () => {
  await comeIn(openBrowser(registry), 'lan');
  await registry.db.commit([write((q, t) => q.update(t.guardian).set({ disabled: true }))]);
  const refused = await comeIn(openBrowser(registry), 'lan');
  expect(refused.json().code).toBe('IDENTITY_REFUSED');
});

it('the personal number stands neither in the database nor in the log', async () => {
  await comeIn(openBrowser(registry), 'lan');
  const { audit, guardian, guardian_identity } = registry.db.tables;
  const rows = await Promise.all(
    [audit, guardian, guardian_identity].map((t) => registry.db.query.select().from(t)),
  );
  expect(JSON.stringify(rows) + registry.logLines.join('')).not.toContain('008190001234');
});

it('a registry without a provider has no such way in', async () => {
  const other = await startRegistry();
  const browser = openBrowser(other);
  expect((await browser.get('/family/sign-in')).json()).toMatchObject({ provider: false });
  expect((await browser.get('/family/identity')).json().code).toBe('NOT_FOUND');
  await other.close();
});

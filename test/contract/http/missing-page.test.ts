import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const PAGE = '<!doctype html><title>Học Bạ</title>';

let folder: string;
let registry: Registry;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hocba-client-'));
  writeFileSync(join(folder, 'index.html'), PAGE);
  writeFileSync(join(folder, 'verify.html'), PAGE);
  registry = await startRegistry({ services: { clientFolder: folder } });
});
afterAll(async () => {
  await registry.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = (url: string, accept: string) => registry.app.inject({ method: 'GET', url, headers: { accept } });

it.each([
  ['/lop-cua-toi', 404],
  ['/class', 404],
  ['/assets/gone-0123456789.js.map', 404],
  ['/link-codes', 405],
])(
  'field 15: a browser at %s gets the page of the app, with the status %i and every header',
  async (url, status) => {
    const answer = await get(url, BROWSER);
    expect([answer.statusCode, answer.body]).toEqual([status, PAGE]);
    expect(answer.headers['content-type']).toMatch(/^text\/html/);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  },
);

it.each(['/%E0%A4%A', '/class/%zz', '/%'])(
  'field 15: a browser at %s, which cannot be read, is led on to the page of unknown addresses',
  async (url) => {
    const answer = await get(url, BROWSER);
    expect([answer.statusCode, answer.headers.location]).toEqual([302, '/not-found']);
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    const page = await get('/not-found', BROWSER);
    expect([page.statusCode, page.body]).toEqual([404, PAGE]);
    const program = await get(url, 'application/json');
    expect([program.statusCode, program.json<{ code: string }>().code]).toEqual([404, 'NOT_FOUND']);
  },
);

it('field 15: a browser at an address of 3,000 letters gets the page of the app', async () => {
  const answer = await get(`/${'x'.repeat(3000)}`, BROWSER);
  expect([answer.statusCode, answer.body]).toEqual([404, PAGE]);
});

it.each(['application/json', '*/*'])(
  'field 15: a program that accepts %s gets the problem as before',
  async (accept) => {
    const answer = await get('/lop-cua-toi', accept);
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([404, 'NOT_FOUND']);
  },
);

it('field 15: an unknown address below the replication answers as CouchDB does, also to a browser', async () => {
  const answer = await get('/sync/no-such/place', BROWSER);
  expect(answer.headers['content-type']).toMatch(/json/);
});

const ROUTES = ['routes.tsx', 'pages/aside-pages.tsx'].map((file) =>
  readFileSync(new URL(`../../../school-client/src/app/${file}`, import.meta.url), 'utf8'),
);

it('every route of the app is a page that is there, on a device without the service worker too', async () => {
  const routes = ROUTES.flatMap((source) => [...source.matchAll(/<Route path="([^"]+)"/g)]).map(
    ([, path = '']) => path.replace(/:\w+/g, 'x'),
  );
  expect(routes).toEqual(expect.arrayContaining(['/account', '/passwords']));
  for (const path of routes) expect([path, (await get(path, BROWSER)).statusCode]).toEqual([path, 200]);
});

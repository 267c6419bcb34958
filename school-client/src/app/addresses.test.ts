import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { APP_PAGES, REGISTRY_PATHS, VERIFY_PAGES } from './addresses.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const isAppPage = (path: string) => APP_PAGES.some((page) => page.test(path));

const CONTRACT = '../../../shared/src/contract/';
const contractFiles = readdirSync(new URL(CONTRACT, import.meta.url), { recursive: true, encoding: 'utf8' });
const endpointPaths = contractFiles
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) =>
    [...read(CONTRACT + file).matchAll(/path: '([^']+)'/g)].map(([, path]) => path as string),
  );

test('every route of the app opens offline', () => {
  const routes = [...read('./routes.tsx').matchAll(/<Route path="([^"]+)"/g)].map(
    ([, path]) => path as string,
  );
  expect(routes.length).toBeGreaterThan(2);
  expect(routes.filter((path) => !isAppPage(path))).toEqual([]);
  expect(isAppPage('/look-up?from=here')).toBe(true);
});

test('no answer of the registry can be taken for a page', () => {
  expect(endpointPaths.length).toBeGreaterThan(10);
  const pages = [...APP_PAGES, ...VERIFY_PAGES];
  expect(endpointPaths.filter((path) => pages.some((page) => page.test(path)))).toEqual([]);
});

test('development passes every endpoint of the contract on to the registry', () => {
  const passed = (path: string) =>
    REGISTRY_PATHS.some((start) => path === start || path.startsWith(`${start}/`));
  expect(endpointPaths.filter((path) => !passed(path))).toEqual([]);
  expect(passed('/look-up')).toBe(false);
});

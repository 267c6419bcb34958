import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureChromium } from '../run/chromium.ts';
import { BROWSER_ARGS, crashTab } from './journey.ts';
import type { tab as outboxTab } from './outbox-page.ts';

/* An outbox changes its database while tabs write, sleep and die, in a real browser. */

declare const tab: typeof outboxTab;

let server: Server;
let browser: Browser;
let context: BrowserContext;

const client = createRequire(new URL('../../school-client/package.json', import.meta.url));

/** The script of the page. */
const buildPage = async (): Promise<string> => {
  const { build } = (await import(client.resolve('vite'))) as {
    build(options: object): Promise<{ output: { code?: string }[] }[]>;
  };
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(new URL('.', import.meta.url)),
    define: { global: 'globalThis' },
    build: {
      write: false,
      lib: {
        entry: fileURLToPath(new URL('outbox-page.ts', import.meta.url)),
        formats: ['iife'],
        name: 'page',
        fileName: 'page',
      },
    },
  });
  return built[0]?.output[0]?.code ?? '';
};

beforeAll(async () => {
  const code = await buildPage();
  server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? code : '<!doctype html><script src="/page.js"></script>');
  }).listen(0, '127.0.0.1');
  browser = await chromium.launch({ executablePath: ensureChromium(), args: BROWSER_ARGS });
  context = await browser.newContext();
});
afterAll(async () => {
  await browser.close();
  server.close();
});

const openTab = async (): Promise<Page> => {
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.evaluate(() => tab.open());
  return page;
};
let numbered = 0;
/** An id whose document the registry holds, or not. */
const newId = (isHeld: boolean) =>
  `entry:8A1:toan:hk1:${String(numbered++).padStart(25, '0')}${isHeld ? 'H' : '0'}`;
const append = async (page: Page, id: string): Promise<string> => {
  await page.evaluate((given) => tab.append(given), id);
  return id;
};
const rotate = (page: Page) => page.evaluate(() => tab.rotate());
const idsOf = (page: Page) => page.evaluate(() => tab.ids());

it('fault 31: two tabs write while one of them rotates, and every document that stays is on both screens', async () => {
  const [one, two] = [await openTab(), await openTab()];
  const stay: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    for (const page of [one, two]) {
      await append(page, newId(true));
      stay.push(await append(page, newId(false)));
    }
    await rotate(round === 1 ? two : one);
    stay.push(await append(two, newId(false)));
    stay.push(await append(one, newId(false)));
  }
  const work = [one, two].flatMap((page) => [
    append(page, newId(false)),
    rotate(page),
    append(page, newId(false)),
  ]);
  stay.push(...(await Promise.all(work)).filter((id): id is string => typeof id === 'string'));
  for (const page of [one, two]) expect(await idsOf(page)).toEqual(expect.arrayContaining(stay));
  const fresh = await openTab();
  expect((await idsOf(fresh)).toSorted()).toEqual(stay.toSorted());
  const numbers = await fresh.evaluate(() => tab.numbers());
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(await fresh.evaluate(() => tab.generations())).toHaveLength(1);
  for (const page of [one, two, fresh]) await page.close();
});

it('fault 4, fault 31: a tab that is killed anywhere in a rotation takes nothing along that stays', async () => {
  const watcher = await openTab();
  const stay = await idsOf(watcher);
  for (let delay = 0; delay < 60; delay += 4) {
    const page = await openTab();
    await append(page, newId(true));
    stay.push(await append(page, newId(false)));
    rotate(page).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, delay));
    await crashTab(page);
    // Another tab goes on at once, whatever the dead one has left.
    stay.push(await append(watcher, newId(false)));
    const after = await openTab();
    expect(await idsOf(after)).toEqual(expect.arrayContaining(stay));
    await after.close();
  }
  await rotate(watcher);
  const last = await openTab();
  expect((await idsOf(last)).toSorted()).toEqual(stay.toSorted());
  expect(await last.evaluate(() => tab.generations())).toHaveLength(1);
});

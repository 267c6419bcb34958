import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureChromium } from '../run/chromium.ts';
import { buildForBrowser } from '../vectors/bundle.ts';
import type { CaseResult } from '../vectors/run-case.ts';
import { readVectorFiles, runInNode } from '../vectors/run-vectors.ts';
import type { VectorFile } from '../vectors/vector-format.ts';
import { BROWSER_ARGS } from './journey.ts';

const files = readVectorFiles();

let folder: string;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hocba-vectors-'));
  const modules = [...new Set(files.map(({ content }) => content.module))];
  const script = await buildForBrowser(modules, folder);
  browser = await chromium.launch({ executablePath: ensureChromium(), args: BROWSER_ARGS });
  // A clock and an alphabet as far from Vietnam's as can be: neither may reach a rule.
  const context = await browser.newContext({ timezoneId: 'America/Los_Angeles', locale: 'tr-TR' });
  page = await context.newPage();
  await page.addScriptTag({ path: script });
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

declare const runVectors: (file: VectorFile) => CaseResult[];

it('the browser stands in another zone and language', async () => {
  const there = await page.evaluate(() => {
    const alphabet = ['z', 'i', '\u0131', 'a'].sort(new Intl.Collator().compare).join('');
    return [new Date(0).getTimezoneOffset(), (1234.5).toLocaleString(), alphabet];
  });
  expect(there).toEqual([480, '1.234,5', 'a\u0131iz']);
});

it.each(files.map((file) => ({ ...file, cases: file.content.cases.length })))(
  'the built bundle gives in Chromium what Node gives: $path, $cases cases',
  async (file) => {
    const inBrowser = await page.evaluate((content) => runVectors(content), file.content);
    expect(inBrowser.length).toBe(file.content.cases.length);
    expect(inBrowser.filter(({ faults }) => faults.length > 0)).toEqual([]);
    expect(inBrowser).toEqual(await runInNode(file));
  },
);

import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RECORDINGS, type Recordings } from '../../school-client/src/family/voices/recordings.ts';
import { securityHeaders } from '../../server/src/http/plugins/answers/headers.ts';
import { ensureChromium } from '../run/chromium.ts';
import { BROWSER_ARGS } from './journey.ts';
import { inspect } from './pages/inspect.ts';

/*
 * The built pages of families, under the policy of the registry, with recordings that this test makes. No script is served, so
 * the voices are heard without one.
 */

const CLIENT = new URL('../../school-client/', import.meta.url);
const pages = (await import(new URL('dist/.family/pages.js', CLIENT).href)) as {
  openFamilyPages(recordings?: Recordings): (view: object, language: 'vi') => string;
};

const SENTENCES = ['verdict.VALID', 'promoted.9', 'learning.K', 'conduct.T', 'absent.3'];
const TAY = Object.fromEntries(SENTENCES.map((id, i) => [id, `tay/${i + 1}.wav`]));
/** Tày has every sentence, Dao all but the last, Mông none. */
const SOME: Recordings = { tay: TAY, dao: { ...TAY, 'absent.3': undefined as never }, mong: {} };

/** A tenth of a second of silence: 800 samples of a byte each behind the 44 bytes of a WAV head. */
const wav = (): Buffer => {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + 800, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(8000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(800, 40);
  return Buffer.concat([head, Buffer.alloc(800, 128)]);
};

const viewOf = (verdict: string) => ({
  page: 'record',
  frame: {
    guardian: 'Nguyễn Thị Hạnh',
    child: 'a1',
    children: [{ student: 'a1', name: 'Nguyễn Thị Ánh Tuyết', class: '8A1', school: 'THCS', limit: null }],
  },
  years: ['2025-2026'],
  mayAsk: false,
  record: {
    ...{ year: '2025-2026', verdict, issuedAt: '2026-05-29T02:00:00.000Z', revision: 1, signedBy: null },
    subject: {
      ...{ regulation: 'circular-22-2021', approvals: [], grade: 8, promotion: 'promoted', title: null },
      ...{ remark: null, year: '2025-2026', class: '8A1', subjects: [] },
      student: { name: 'Nguyễn Thị Ánh Tuyết', birthDate: '2013-05-17', code: '0812345678' },
      school: { code: '08000101', name: 'THCS', commune: 'Tân Trào', province: 'Tuyên Quang' },
      results: {
        hk1: { learning: 'K', conduct: 'T', absent: 1 },
        hk2: { learning: 'K', conduct: 'T', absent: 2 },
        year: { learning: 'K', conduct: 'T', absent: 3 },
      },
    },
  },
});

let server: Server;
let browser: Browser;
let page: Page;
let shown = '';
const asked: string[] = [];

beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    for (const [name, value] of Object.entries(securityHeaders('http://localhost'))) {
      response.setHeader(name, value);
    }
    if (url.startsWith('/voices/')) {
      asked.push(url);
      response.setHeader('content-type', 'audio/wav').end(wav());
    } else if (/^\/assets\/[\w.-]+\.css$/.test(url)) {
      response.setHeader('content-type', 'text/css').end(readFileSync(new URL(`dist${url}`, CLIENT)));
    } else if (url === '/') {
      response.setHeader('content-type', 'text/html; charset=utf-8').end(shown);
    } else response.writeHead(404).end();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  browser = await chromium.launch({ executablePath: ensureChromium(), args: BROWSER_ARGS });
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
  page = await context.newPage();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

const picture = async (of: Page, name: string): Promise<void> => {
  const path = fileURLToPath(new URL(`../../dist/pictures/${name}.png`, import.meta.url));
  await of.screenshot({ path, fullPage: true });
};
const open = async (recordings: Recordings | undefined, verdict = 'VALID'): Promise<void> => {
  shown = pages.openFamilyPages(recordings)(viewOf(verdict), 'vi');
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
};
const buttons = (): Promise<string[]> => page.locator('summary', { hasText: 'Nghe bằng' }).allTextContents();

it('a record has no button for voices while the project has no recordings', async () => {
  await open(undefined);
  expect(await page.locator('.facts li').count()).toBe(SENTENCES.length - 1);
  expect(await buttons()).toEqual([]);
});

it('a record has a button for the one language in which every sentence was recorded', async () => {
  await open(SOME);
  expect(await buttons()).toEqual(['Nghe bằng tiếng Tày']);
});

it('a record has no button while its verdict has no recording', async () => {
  await open(SOME, 'SUPERSEDED');
  expect(await buttons()).toEqual([]);
});

it('the button opens a player for each sentence, and they play the recordings in the order of the sentences', async () => {
  await open(SOME);
  await page.getByText('Nghe bằng tiếng Tày').click();
  const players = page.locator('.listen audio');
  expect(asked).toEqual([]);
  expect(await page.locator('.listen li span').allTextContents()).toEqual([
    'Học bạ hợp lệ.',
    'Con được lên lớp 9.',
    'Học tập: Khá.',
    'Rèn luyện: Tốt.',
    'Cả năm nghỉ 3 buổi.',
  ]);
  for (const player of await players.all()) {
    await player.evaluate(async (audio: HTMLAudioElement) => {
      await audio.play();
      if (!audio.ended) await new Promise((ended) => audio.addEventListener('ended', ended));
    });
  }
  expect([...new Set(asked)]).toEqual(SENTENCES.map((_, i) => `/voices/tay/${i + 1}.wav`));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  expect(await inspect({ picture }, page, 'family-voices')).toEqual([]);
});

it('the table of recordings names every file below public/voices, and no other', () => {
  const folder = fileURLToPath(new URL('public/voices/', CLIENT));
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== '.gitkeep')
    .map(({ parentPath, name }) => join(relative(folder, parentPath), name));
  const named = new Set(Object.values(RECORDINGS).flatMap((voice) => Object.values(voice)));
  expect(found.toSorted()).toEqual([...named].toSorted());
});

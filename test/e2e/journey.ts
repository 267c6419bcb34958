import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { ensureChromium } from '../run/chromium.ts';
import { type Demo, startDemo } from './demo-process.ts';
import { ownProvince } from './province.ts';

/** How every browser of the stories is started. */
export const BROWSER_ARGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
/** Pictures of every screen a journey passes, to be looked at. */
const PICTURES = fileURLToPath(new URL('../../dist/pictures/', import.meta.url));

/** One story: its own copy of the demo, and browsers that keep their profile on disk as real ones do. */
export interface Journey {
  /** The demo now; undefined while it is stopped. */
  demo: Demo;
  /** The folder of this story's registry. */
  readonly data: string;
  /** The registry goes away, as a broken line does. */
  cutLine(): Promise<void>;
  restoreLine(): Promise<void>;
  /**
   * Opens a person's browser; the same person gets the same profile again. `more` are arguments of Chromium,
   * and where it is.
   */
  browser(
    person: string,
    viewport?: { width: number; height: number },
    more?: { readonly args?: readonly string[]; readonly timezoneId?: string },
  ): Promise<BrowserContext>;
  /** Ends a person's browser without letting it write anything more. */
  kill(person: string): Promise<void>;
  /** Keeps a file beside the pictures, to be looked at. */
  keep(name: string, content: Uint8Array): void;
  /** Takes a picture of a page. */
  picture(page: Page, name: string): Promise<void>;
  /** The errors that pages said on their consoles. */
  readonly faults: string[];
  end(): Promise<void>;
}

const watch = (context: BrowserContext, faults: string[]): void => {
  context.on('weberror', (error) => void faults.push(`error: ${error.error().message}`));
  context.on('console', (message) => {
    // A refused refresh and a line that is down are part of the stories; the policy of the page is not.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      faults.push(`console: ${message.text()}`);
    }
  });
};

/** Starts a story on a fresh copy of the province. */
export const startJourney = async (): Promise<Journey> => {
  const { folder, port } = ownProvince();
  const home = mkdtempSync(join(tmpdir(), 'hocba-journey-'));
  const data = join(home, 'data');
  cpSync(folder, data, { recursive: true });
  mkdirSync(PICTURES, { recursive: true });
  const executablePath = ensureChromium();
  const open = new Map<string, BrowserContext>();
  const faults: string[] = [];
  const journey: Journey = {
    demo: await startDemo(data, port),
    data,
    faults,
    cutLine: () => journey.demo.stop(),
    restoreLine: async () => {
      journey.demo = await startDemo(data, port);
    },
    browser: async (person, viewport = { width: 1280, height: 800 }, more = {}) => {
      const options = {
        executablePath,
        args: [...BROWSER_ARGS, ...(more.args ?? [])],
        viewport,
        locale: 'vi-VN',
        timezoneId: more.timezoneId ?? 'Asia/Ho_Chi_Minh',
      };
      const context = await chromium.launchPersistentContext(join(home, person), options);
      context.setDefaultTimeout(10_000);
      watch(context, faults);
      open.set(person, context);
      return context;
    },
    kill: async (person) => {
      const context = open.get(person);
      open.delete(person);
      if (context === undefined) return;
      // The process and its children at once: no unload handler runs, nothing more is written.
      spawnSync('pkill', ['-KILL', '-f', '--', `--user-data-dir=${join(home, person)}`]);
      await context.close().catch(() => undefined);
    },
    keep: (name, content) => writeFileSync(join(PICTURES, name), content),
    picture: async (page, name) => {
      await page.screenshot({ path: join(PICTURES, `${name}.png`) });
    },
    end: async () => {
      for (const context of open.values()) await context.close();
      await journey.demo.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
  return journey;
};

/** Ends the process behind a tab as the system does when memory is short: nothing of the page runs any more. */
export const crashTab = async (page: Page): Promise<void> => {
  const crashed = new Promise<void>((resolve) => page.once('crash', () => resolve()));
  page.goto('chrome://crash').catch(() => undefined);
  await crashed;
  await page.close();
};

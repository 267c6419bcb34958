import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** A file may be there and still only say where to get the browser, or lack a library. */
const starts = (path: string): boolean =>
  existsSync(path) && spawnSync(path, ['--version'], { timeout: 30_000 }).status === 0;

const findInstalled = (): string | undefined => [...INSTALLED, chromium.executablePath()].find(starts);

/** Installs into the system where that needs no question: as root on Debian and its relatives. */
const installBySystem = (): void => {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Messages go to the error output: the closing line of a run stands alone on the other one.
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    if (spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env }).status !== 0) return;
  }
};

/** Installs the build that belongs to playwright-core into the user's cache. */
const installByPackage = (): void => {
  const manifest = createRequire(import.meta.url).resolve('playwright-core/package.json');
  const program = join(dirname(manifest), 'cli.js');
  spawnSync(process.execPath, [program, 'install', 'chromium'], { stdio: ['ignore', 2, 2] });
};

/**
 * The path of a Chromium that starts: the one that the variable CHROMIUM names, an installed one, or one that
 * this function installs. Throws, saying what to do, when there is none.
 */
export const ensureChromium = (): string => {
  const named = process.env.CHROMIUM;
  if (named !== undefined && named !== '') {
    if (starts(named)) return named;
    throw new Error(`CHROMIUM names ${named}, which does not start`);
  }
  for (const install of [() => undefined, installBySystem, installByPackage]) {
    install();
    const found = findInstalled();
    if (found !== undefined) return found;
  }
  throw new Error(
    'The stories need Chromium, and it could be neither found nor installed. ' +
      'Install Chromium or Google Chrome, or name one in the variable CHROMIUM, and run the tests again.',
  );
};

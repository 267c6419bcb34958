import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';

/** Opens a page as a person does: a registry that has just started on a busy machine says 503 at first, and is asked again. */
export const openPage = async (page: Page, url: string): Promise<void> => {
  for (let tries = 0; tries < 20; tries += 1) {
    const answer = await page.goto(url);
    if (answer?.status() !== 503) return;
    await pause(500);
  }
  throw new Error(`${url} stays overloaded`);
};

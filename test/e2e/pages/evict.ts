import type { Page } from 'playwright-core';

/** Clears databases of ours while no page of the app is open, as a browser does that needs room. */
export const evict = async (page: Page, url: string, start: string): Promise<void> => {
  await page.goto(`${url}/openapi.json`);
  await page.evaluate(async (wanted) => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    for (const name of names.filter((one) => one.startsWith(wanted))) {
      await new Promise((resolve) => {
        const request = indexedDB.deleteDatabase(name);
        request.onsuccess = resolve;
        request.onerror = resolve;
      });
    }
  }, start);
};

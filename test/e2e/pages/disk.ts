import type { BrowserContext } from 'playwright-core';

/** Lets Chromium tell a page of its real quota, as other browsers do; it says ten gigabytes to every site else. */
export const TELLS_ROOM = '--disable-features=StaticStorageQuota';

/** The memory of Chromium for a site whose pages are all closed ends after two seconds; milliseconds. */
const FORGOTTEN_AFTER = 3000;

/** The room that a browser really has for a site: its own quota stops what is written, no function is replaced. */
export interface Disk {
  /** From now on the site may write so many bytes more. */
  leave(bytes: number): Promise<void>;
  /**
   * As `leave`, while no page of the app is open: Chromium asks for the quota when it opens a site's databases, and
   * believes for half a minute in what was free then.
   */
  leaveBeforeOpening(bytes: number): Promise<void>;
  /** Fills what is left to the last few bytes, as other pages of the site would. */
  fill(): Promise<void>;
  /** There is room again. */
  makeRoom(): Promise<void>;
}

/** Writes ever smaller values into a database of its own until not even a byte is taken. */
const writeUntilFull = async (): Promise<void> => {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('filler', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('filler', { autoIncrement: true });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const put = (bytes: number) =>
    new Promise<boolean>((resolve) => {
      const transaction = db.transaction('filler', 'readwrite', { durability: 'strict' });
      transaction.objectStore('filler').put(crypto.getRandomValues(new Uint8Array(bytes)));
      transaction.oncomplete = () => resolve(true);
      transaction.onabort = () => resolve(false);
    });
  for (let bytes = 65_536; bytes >= 1; bytes = Math.floor(bytes / 4)) while (await put(bytes));
};

/** Opens a tool on a page of the site that uses no storage. */
export const openDisk = async (context: BrowserContext, url: string): Promise<Disk> => {
  const page = await context.newPage();
  await page.goto(`${url}/openapi.json`);
  const tools = await context.newCDPSession(page);
  const origin = new URL(url).origin;
  const leave = async (bytes: number): Promise<void> => {
    const { usage } = await tools.send('Storage.getUsageAndQuota', { origin });
    await tools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + bytes });
  };
  return {
    leave,
    leaveBeforeOpening: async (bytes) => {
      await page.waitForTimeout(FORGOTTEN_AFTER);
      await leave(bytes);
    },
    fill: () => page.evaluate(writeUntilFull),
    makeRoom: () => tools.send('Storage.overrideQuotaForOrigin', { origin }).then(() => undefined),
  };
};

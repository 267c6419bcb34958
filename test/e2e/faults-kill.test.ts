import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { crashTab, type Journey, startJourney } from './journey.ts';
import { type Fate, type Line, openLine } from './line.ts';
import { type Desk, openDesk, signInAgain, sitDown } from './pages/desk.ts';
import { listEntered } from './registry-log.ts';

/* A tab, a browser, a whole computer that ends at the worst moment. */

let journey: Journey;
let line: Line;
let context: BrowserContext;
let desk: Desk;

/** Every readwrite transaction as the browser opened it, before anybody asks for it in the page. */
const watchTransactions = () => {
  const { transaction } = IDBDatabase.prototype;
  const seen: { name: string; durability: string }[] = [];
  Object.assign(globalThis, { hocbaSeen: seen });
  IDBDatabase.prototype.transaction = function watched(this: IDBDatabase, stores, mode, options) {
    const opened = transaction.call(this, stores, mode, options);
    if (opened.mode === 'readwrite') seen.push({ name: this.name, durability: opened.durability });
    return opened;
  };
};

const openBrowser = async (): Promise<void> => {
  context = await journey.browser('toan');
  await context.addInitScript(watchTransactions);
};

beforeAll(async () => {
  journey = await startJourney();
  line = await openLine(() => journey.demo.url);
  await openBrowser();
  desk = await sitDown(journey, context, line.url);
});
beforeEach(() => line.heal());
afterAll(async () => {
  await journey.end();
  await line.close();
});

const cut = (path: string, fate: Fate) => line.decide((asked) => (asked.path.includes(path) ? fate : 'pass'));

it.each([
  ['before the first request', '/sync/', 'silent', 'TX1'],
  ['before the entry is sent', '_revs_diff', 'silent', 'TX2'],
  ['after the registry took the entry', '_bulk_docs', 'answer-lost', 'TX3'],
  ['before the acknowledgement is read', '_acks', 'silent', 'TX4'],
] as const)(
  'fault 4: a tab killed %s loses nothing and sends nothing twice',
  async (_, path, fate, column) => {
    // A run that looks after earlier work could ask the same before this mark is saved.
    await line.quiet();
    cut(path, fate);
    await desk.put(0, column, '8');
    await line.until(path);
    await crashTab(desk.page);
    line.heal();
    desk = await openDesk(context, line.url);
    expect(await desk.read(0, column)).toBe('8,0');
    await desk.says(/^Đã đồng bộ lúc/);
    expect(await listEntered(journey, column.toLowerCase())).toEqual([80]);
  },
);

it('fault 6: a mark is there after everything was killed as soon as the header said saved', async () => {
  for (const [row, value, press] of [
    [1, '65', 'Shift'],
    [2, '7', 'Control+S'],
  ] as const) {
    line.decide(() => 'broken');
    await desk.type(row, 'GK', value);
    await desk.page.keyboard.press(press);
    await desk.says(new RegExp(`^(Đã lưu trên máy|Ngoại tuyến) – ${row} thay đổi chờ gửi$`));
    await journey.kill('toan');
    await openBrowser();
    desk = await openDesk(context, line.url);
    expect(await desk.read(row, 'GK')).toBe(`${value[0]},${value[1] ?? 0}`);
  }
  await desk.says(/^Ngoại tuyến – 2 thay đổi chờ gửi$/);
  line.heal();
  await desk.sendNow();
  // The browser had not yet put the cookie of the last renewal on the disk.
  await desk.says(/^(Đã đồng bộ lúc|Cần đăng nhập lại)/);
  if (await desk.page.getByText('Cần đăng nhập lại').isVisible()) {
    await signInAgain(desk, journey.demo.accounts['toan.8a1'] ?? '');
  }
  await desk.says(/^Đã đồng bộ lúc/);
  expect(await listEntered(journey, 'gk')).toEqual([65, 70]);
});

/** Keeps a database of the page busy, so that nothing is written to it until it is let go. */
const holdDisk = (page: Page, part: string): Promise<void> =>
  page.evaluate(async (wanted) => {
    const name = (await indexedDB.databases())
      .map((one) => one.name ?? '')
      .find((one) => one.includes(wanted));
    const opening = indexedDB.open(name ?? '');
    await new Promise((resolve) => opening.addEventListener('success', resolve));
    const stores = [...opening.result.objectStoreNames];
    const store = opening.result.transaction(stores, 'readwrite').objectStore(stores[0] ?? '');
    const hold = () => {
      if ('hocbaLetGo' in globalThis) return opening.result.close();
      store.count().onsuccess = hold;
    };
    hold();
  }, part);

it('fault 6: the header says saved when the disk has it and not before', async () => {
  await holdDisk(desk.page, 'hocba-drafts-08000101-2026-2027');
  await desk.type(3, 'GK', '9');
  await desk.says(/^Đang lưu…$/);
  // The other marks of this page have been on the disk all the time; this one is not, and nothing says so.
  await desk.page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  await desk.says(/^Đang lưu…$/);
  await desk.page.evaluate(() => Object.assign(globalThis, { hocbaLetGo: true }));
  await desk.says(/^Đã lưu trên máy – 1 thay đổi chờ gửi$/);
});

it('fault 6: every transaction that writes waits for the disk, those of drafts too', async () => {
  await desk.page.keyboard.press('Control+S');
  await desk.says(/^Đã đồng bộ lúc/);
  const seen = await desk.page.evaluate(
    () => (globalThis as unknown as { hocbaSeen: { name: string; durability: string }[] }).hocbaSeen,
  );
  const lax = seen.filter(({ durability }) => durability !== 'strict');
  const parts = ['drafts', 'outbox', 'inbox', 'ledger'].filter((part) =>
    seen.some(({ name }) => name.startsWith(`_pouch_hocba-${part}-08000101-2026-2027`)),
  );
  expect([lax, parts]).toEqual([[], ['drafts', 'outbox', 'inbox', 'ledger']]);
  expect(journey.faults).toEqual([]);
});

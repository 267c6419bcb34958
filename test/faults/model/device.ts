import type { AccountName } from '@hocba/shared/school/identifiers';
import { type Disk, openDisk } from './disk.ts';
import { type Line, openLine, type Trouble, type Wandering } from './network.ts';
import type { Browser, LoadPage, Page } from './page-source.ts';
import { type ModelRegistry, NAME } from './registry.ts';

/** One computer of a school: its disk, its clock, its line, and the tab that is open on it. */
export interface Device {
  readonly label: string;
  readonly disk: Disk;
  readonly line: Line;
  /** Milliseconds by which its clock is wrong. */
  skew: number;
  tab: Tab;
}

/** Whether a tab is still there. */
interface Life {
  isOver: boolean;
}

/** A tab: the page it has loaded, and the school year opened in it. */
export interface Tab {
  readonly life: Life;
  readonly page: Page;
  readonly year: Awaited<ReturnType<Page['openYear']>>;
}

/** The tools that a history needs to run devices. */
export interface Shop {
  readonly load: LoadPage;
  readonly registry: ModelRegistry;
  readonly wandering: Wandering;
}

class Silent {
  onmessage: unknown = null;
  postMessage(): void {}
  close(): void {}
}

const clockOf = (device: Device): DateConstructor =>
  class extends Date {
    constructor(...given: [] | [number | string]) {
      if (given.length === 0) super(Date.now() + device.skew);
      else super(given[0]);
    }
    static override now(): number {
      return Date.now() + device.skew;
    }
  } as DateConstructor;

/** A tab that is gone asks nothing: a timer would wake its code a minute later, in somebody else's history. */
const fetchOf =
  ({ line }: Device, life: Life): typeof fetch =>
  (...asked) =>
    life.isOver ? new Promise<never>(() => undefined) : line.fetch(...asked);

const browserOf = (device: Device, life: Life): Browser => ({
  PouchDB: device.disk.PouchDB,
  indexedDB,
  localStorage: {
    getItem: (key) => device.disk.items.get(key) ?? null,
    setItem: (key, value) => void device.disk.items.set(key, value),
    removeItem: (key) => void device.disk.items.delete(key),
  },
  navigator: {},
  BroadcastChannel: Silent,
  Date: clockOf(device),
  fetch: fetchOf(device, life),
});

/** Closes the tab that is open on a device, if there is one. */
export const endTab = ({ tab }: Partial<Device>): void => {
  if (tab !== undefined) tab.life.isOver = true;
};

/**
 * Opens the app in a new tab, as somebody does who starts the computer: what was typed and not sealed is
 * sealed first.
 */
export const openTab = async (device: Device, { load }: Shop): Promise<void> => {
  endTab(device);
  const life = { isOver: false };
  const page = load(browserOf(device, life));
  const year = await page.openYear(NAME, device.line.person as AccountName);
  await page.sealAll(year);
  device.tab = { life, page, year };
};

/** A computer that nobody has used yet. */
export const openDevice = async (
  shop: Shop,
  label: string,
  person: string,
  skew: number,
): Promise<Device> => {
  const device = {
    label,
    disk: openDisk(`${label}-`),
    line: openLine(shop.registry, person, shop.wandering),
    skew,
  } as Device;
  await openTab(device, shop);
  return device;
};

/** Another computer from an image of this one's disk. */
export const cloneDevice = async (shop: Shop, of: Device, label: string): Promise<Device> => {
  const { person } = of.line;
  const device = {
    label,
    disk: openDisk(`${label}-`),
    line: openLine(shop.registry, person, shop.wandering),
    skew: of.skew,
  } as Device;
  await of.disk.copyTo(device.disk);
  await openTab(device, shop);
  return device;
};

/** How a run ended; the code of the problem when it failed. */
export type Ending = 'done' | 'died' | `failed: ${string}`;

const URL_OF_YEAR = `https://hocba.example/sync/${NAME}/`;

/** Sends and fetches once. A tab that dies in it is gone; the caller opens another. */
export const syncOnce = async ({ line, tab }: Device, trouble?: Trouble): Promise<Ending> => {
  line.trouble = trouble;
  line.requests = 0;
  const death = new Promise<Ending>((resolve) => {
    line.onDeath = () => resolve('died');
  });
  const run = tab.page.syncYear(tab.year, URL_OF_YEAR).then(
    (): Ending => 'done',
    (error: unknown): Ending => {
      if (isOwnFault(error)) throw error;
      return `failed: ${(error as { code: string }).code}`;
    },
  );
  // A fault that the code of a dead tab would still run into is nobody's.
  run.catch(() => undefined);
  const ending = await Promise.race([run, death]);
  line.trouble = undefined;
  return ending;
};

/** Only what a call can end with is an ending; anything else is a fault of the program. */
const isOwnFault = (error: unknown): boolean => (error as { name?: unknown }).name !== 'CallError';

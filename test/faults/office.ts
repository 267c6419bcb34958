import { checkYear } from '@hocba/server/records/rebuild/rebuild-year';
import '../../school-client/src/device/browser-for-tests.ts';
import type { AddressInfo } from 'node:net';
import { republishClass } from '@hocba/server/records/projection/republish-class.fixture';
import type { Me } from '@hocba/shared/contract/auth';
import type { SheetDocument, VerdictDocument } from '@hocba/shared/documents/downward';
import type { CellValue } from '@hocba/shared/marks/cell';
import {
  type AccountName,
  type ClassCode,
  type ColumnCode,
  type DatabaseName,
  databaseNameOf,
  type SchoolCode,
  type SchoolYear,
  type SheetId,
  type StudentId,
} from '@hocba/shared/school/identifiers';
import { vi } from 'vitest';
import * as names from '../../school-client/src/device/database/local-names.ts';
import type { Doc } from '../../school-client/src/device/database/pouch.ts';
import * as pouch from '../../school-client/src/device/database/pouch.ts';
import type { ShownCell } from '../../school-client/src/model/sheet/fold-sheet.ts';
import type { OwnWorks } from '../../school-client/src/sync/up/own-work.ts';
import type { OpenYear } from '../../school-client/src/sync/year.ts';
import type { factsOf } from '../../school-client/src/work/years/facts.ts';
import { addClassOfTwo, PUPILS, SCHOOL, SHEET, TEACHER } from '../fixtures/class-of-two.ts';
import { type Network, openNetwork } from '../fixtures/device-network.ts';
import { PASSWORD, type Registry, type RegistryOptions, startRegistry } from '../fixtures/registry.ts';
import { listSent } from '../fixtures/sent.ts';

export const [ONE, TWO] = PUPILS.map(({ id }) => id) as [StudentId, StudentId];

/** A registry on a port with class 8A1 of two, in a school year that no other test of the file uses. */
export interface Office {
  registry: Registry;
  readonly network: Network;
  readonly year: SchoolYear;
  readonly database: DatabaseName;
  /** Publishes a class list as the person who changed it would. */
  republish(classCode?: string): Promise<void>;
  /** Another registry takes the place of this one. */
  replace(options?: RegistryOptions): Promise<void>;
  /** A computer at which somebody signs in; every account has its own. */
  open(account?: AccountName): Promise<Computer>;
  /** Another tab of this computer's browser, where this or another person signs in. */
  openTab(of: Computer, account?: AccountName): Promise<Computer>;
  /** Another computer from an image of this one's disk. */
  copy(of: Computer, account?: AccountName): Promise<Computer>;
  /** Every document in the log, in its order. */
  log(): Promise<{ readonly doc: string; readonly dev: string; readonly n: number; readonly body: string }[]>;
  close(): Promise<void>;
}

/** The state that all tabs of a browser share besides the databases. */
interface Browser {
  readonly storage: Storage;
  readonly jar: Network['jar'];
}

const newBrowser = (): Browser => ({
  storage: new (globalThis.localStorage.constructor as new () => Storage)(),
  jar: { cookie: '' },
});

/** A computer with a storage of its own. */
export interface Computer {
  readonly browser: Browser;
  /** The beginning of the names of its databases. */
  readonly disk: string;
  readonly account: AccountName;
  readonly device: OpenYear;
  /** The documents that everybody left on this computer. */
  readonly ownWorks: OwnWorks;
  /** Opens a school year as the page does that is loaded again. */
  readonly openYear: (database: DatabaseName, by: AccountName) => Promise<OpenYear>;
  /** Opens another database at this computer, and a run of it. */
  openOther(database: DatabaseName): Promise<{ readonly device: OpenYear; run(): Promise<void> }>;
  /** Signs in again. */
  signIn(): Promise<void>;
  /** Types a value over what is shown, and saves. */
  enter(column: ColumnCode, value: CellValue | null, student?: StudentId, sheet?: SheetId): Promise<void>;
  /** Enters many cells in one save. */
  enterAll(cells: readonly [StudentId, ColumnCode, CellValue | null][], sheet?: SheetId): Promise<void>;
  /** Closes the sheet over what is shown. */
  closeSheet(sheet?: SheetId): Promise<void>;
  /** One run, as the loop makes it. */
  run(): Promise<void>;
  /** Fetches and sends nothing, as a page does that waits for others. */
  look(): Promise<void>;
  /** Runs until what was sent is folded and heard of. */
  sync(): Promise<void>;
  unsent(): number;
  /** The counts of the header. */
  facts(): ReturnType<typeof factsOf>;
  shown(column: ColumnCode, student?: StudentId, sheet?: SheetId): ShownCell;
  sheet(sheet?: SheetId): SheetDocument;
  verdicts(): VerdictDocument[];
}

let begins = 2040;

let disks = 1;
/** The beginning of the names of the databases of one more computer. */
const newDisk = () => `disk-${disks++}-`;

/** An image of the databases of a computer, under names of their own; gives the beginning of the names. */
const copyDisk = async ({ disk, device: { database, by, outbox } }: Computer): Promise<string> => {
  const { home } = outbox.device;
  const image = newDisk();
  const names = [`outbox-${database}-${home}`, `ledger-${database}-${home}`, `drafts-${database}-${by}`];
  for (const name of names) {
    await pouch.openLocal(image + name).load(await pouch.openLocal(disk + name).listAll());
  }
  const device: Doc = Object.assign({ _id: 'device' }, { device: await outbox.device.current(), home });
  await pouch.openLocal(`${image}device`).put(device);
  return image;
};

const openComputer = async (
  office: Office,
  account: AccountName,
  disk: string,
  browser = newBrowser(),
): Promise<Computer> => {
  // Another computer: nothing of what pages here have in memory or in the small storage.
  vi.resetModules();
  // PouchDB is one for the whole process: this one module stays.
  const openLocal: typeof pouch.openLocal = (name) => pouch.openLocal(disk + name);
  const listLocalNames: typeof names.listLocalNames = (start) => names.listLocalNames(disk + start);
  vi.doMock('../../school-client/src/device/database/pouch.ts', () => ({ ...pouch, openLocal }));
  vi.doMock('../../school-client/src/device/database/local-names.ts', () => ({ ...names, listLocalNames }));
  const sitDown = () => {
    Object.defineProperty(globalThis, 'localStorage', { value: browser.storage, configurable: true });
    office.network.jar = browser.jar;
  };
  sitDown();
  const { deviceNow } = await import('../../school-client/src/sync/year.ts');
  const { createTab } = await import('../fixtures/client-tab.ts');
  const { listUnsent } = await import('../../school-client/src/sync/up/push.ts');
  const { foldSheet, listBeside } = await import('../../school-client/src/model/sheet/fold-sheet.ts');
  const model = await import('../../school-client/src/work/years/facts.ts');
  const { appendClose } = await import('../../school-client/src/model/sheet/append.ts');
  const { signIn, openYear, syncYear, lookAtYear, work, ownWorks } = createTab();
  await signIn(account, PASSWORD);
  const device = await openYear(office.database, account);

  const shown: Computer['shown'] = (column, student = ONE, sheet = SHEET) =>
    foldSheet(device.state.get(), sheet).cellAt(student, column);
  const enterAll: Computer['enterAll'] = async (cells, sheet = SHEET) => {
    sitDown();
    const folded = foldSheet(device.state.get(), sheet);
    const changed = cells.map(([student, column, value]) => {
      const { prev } = folded.cellAt(student, column);
      return { student, column, value, prev, settles: listBeside(folded, student, column) };
    });
    await device.drafts.write(sheet, changed);
    await device.drafts.seal(sheet, deviceNow());
    device.show();
  };
  const runOf = async (year: OpenYear) => {
    sitDown();
    await syncYear(year, `${office.network.base}/sync/${year.database}/`);
  };
  const run = () => runOf(device);
  const look = async () => {
    sitDown();
    await lookAtYear(device, `${office.network.base}/sync/${device.database}/`);
  };
  return {
    disk,
    browser,
    account,
    device,
    ownWorks,
    openYear,
    openOther: async (database) => {
      sitDown();
      const other = await openYear(database, account);
      return { device: other, run: () => runOf(other) };
    },
    signIn: () => {
      sitDown();
      return signIn(account, PASSWORD);
    },
    shown,
    run,
    look,
    enter: (column, value, student = ONE, sheet = SHEET) => enterAll([[student, column, value]], sheet),
    enterAll,
    closeSheet: async (sheet = SHEET) => {
      sitDown();
      await appendClose(work, device, sheet);
    },
    sync: async () => {
      await run();
      await office.registry.idle();
      await run();
    },
    facts: () => model.factsOf([device], { account, assignments: [] } as unknown as Me),
    unsent: () => listUnsent(device.outbox, device.state.get().ledger, account).length,
    sheet: (sheet = SHEET) => device.inbox.docs().get(`sheet:${sheet}`) as SheetDocument,
    verdicts: () => [...device.inbox.docs().values()].filter((doc) => doc.kind === 'verdict'),
  };
};

/** Opens an office. */
export const openOffice = async (options: RegistryOptions = {}): Promise<Office> => {
  const year = `${begins}-${begins + 1}` as SchoolYear;
  begins += 1;
  const database = databaseNameOf(SCHOOL as SchoolCode, year);
  const start = async (given: RegistryOptions) => {
    const registry = await startRegistry({
      ...given,
      env: { RATE_LIMIT_PER_MINUTE: '100000', ...given.env },
    });
    await addClassOfTwo(registry, year);
    await republishClass(registry, SCHOOL as SchoolCode, year, '8A1' as ClassCode);
    await registry.app.listen({ host: '127.0.0.1', port: 0 });
    return registry;
  };
  const addressOf = ({ app }: Registry) => `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const first = await start(options);
  const office: Office = {
    registry: first,
    network: openNetwork(addressOf(first)),
    year,
    database,
    republish: (classCode = '8A1') =>
      republishClass(office.registry, SCHOOL as SchoolCode, year, classCode as ClassCode),
    replace: async (given = {}) => {
      await office.registry.close();
      office.registry = await start(given);
      office.network.base = addressOf(office.registry);
    },
    open: (account = TEACHER) => openComputer(office, account, newDisk()),
    openTab: (of, account = of.account) => openComputer(office, account, of.disk, of.browser),
    copy: async (of, account = of.account) => openComputer(office, account, await copyDisk(of)),
    log: () => listSent(office.registry.db, database, 0, 30_000),
    close: async () => {
      // The tables have to hold what the log gives from nothing, whatever the test did to its registry.
      await office.registry.idle();
      const services = { db: office.registry.db, issuer: 'https://hocba.example' };
      const found = await checkYear(services, database);
      await office.registry.close();
      if (found.length > 0) throw new Error(`it does not stand as the log says: ${JSON.stringify(found)}`);
    },
  };
  return office;
};

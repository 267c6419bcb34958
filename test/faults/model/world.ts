import type { Upward } from '@hocba/shared/documents/upward';
import type { CellValue } from '@hocba/shared/marks/cell';
import type { ColumnCode, StudentId } from '@hocba/shared/school/identifiers';
import { CLERK, PUPILS, SHEET } from '../../fixtures/class-of-two.ts';
import {
  cloneDevice,
  type Device,
  type Ending,
  endTab,
  openDevice,
  openTab,
  type Shop,
  syncOnce,
} from './device.ts';
import type { Trouble, Wandering } from './network.ts';
import type { LoadPage } from './page-source.ts';
import type { ModelRegistry, Person } from './registry.ts';

/** Columns of the one sheet; a class of two has eight cells. */
export const COLUMNS = ['tx1', 'tx2', 'gk', 'ck'] as const satisfies readonly ColumnCode[];
const CELLS = PUPILS.flatMap(({ id }) => COLUMNS.map((column): [StudentId, ColumnCode] => [id, column]));

type Backup = Awaited<ReturnType<ModelRegistry['backUp']>>;

/** A document that a person saved, as the disk of the device had it when the screen said so. */
export interface Saved {
  readonly document: Upward;
  readonly device: string;
}

/** Everything that exists in one history: the registry, the devices, and what people saved. */
export interface World extends Shop {
  readonly devices: Device[];
  readonly saved: Map<string, Saved>;
  /** Logs of the lives of the registry that a restore ended, by epoch. */
  readonly ended: Map<string, ReadonlySet<string>>;
  readonly backups: Backup[];
}

let histories = 0;

/** A new history: the registry as it was on the first day, and computers that nobody has used. */
export const openWorld = async (
  load: LoadPage,
  registry: ModelRegistry,
  beginning: Backup,
  people: readonly Person[],
): Promise<World> => {
  await registry.restore(beginning);
  const wandering: Wandering = [];
  const world: World = {
    load,
    registry,
    wandering,
    devices: [],
    saved: new Map(),
    ended: new Map(),
    backups: [beginning],
  };
  histories++;
  for (const [i, person] of people.entries()) {
    // One clock is right, one a year ahead, one behind.
    const skew = [0, 365, -365][i % 3] as number;
    world.devices.push(await openDevice(world, `h${histories}d${i}`, person, skew * 86_400_000));
  }
  return world;
};

/** Puts all disks away. */
export const closeWorld = async ({ devices }: World): Promise<void> => {
  for (const device of devices) {
    endTab(device);
    await device.disk.destroy();
  }
};

const documentOf = (stored: object): Upward => {
  const { _rev, ...document } = stored as { _rev: string } & Upward;
  return structuredClone(document) as Upward;
};

/** Writes down what the device's screen now calls saved. */
export const noteSaved = (world: World, { label, tab }: Device): void => {
  for (const stored of tab.year.outbox.list()) {
    if (!world.saved.has(stored._id))
      world.saved.set(stored._id, { document: documentOf(stored), device: label });
  }
};

const cellsTyped = ({ tab }: Device): Map<string, CellValue | null> =>
  new Map(
    [...tab.year.drafts.list().values()].flatMap(({ cells }) =>
      cells.map(({ student, column, value }): [string, CellValue | null] => [`${student} ${column}`, value]),
    ),
  );

/** Opens the app again after the tab was closed or died; what had been typed must be saved now. */
export const reopen = async (world: World, device: Device): Promise<void> => {
  const typed = cellsTyped(device);
  const before = new Set(device.tab.year.outbox.list().map(({ _id }) => _id));
  await openTab(device, world);
  const fresh = device.tab.year.outbox.list().filter(({ _id }) => !before.has(_id));
  const kept = new Map<string, CellValue | null>(
    fresh.flatMap((d) =>
      d.kind === 'entry' ? d.cells.map(([s, c, value]) => [`${s} ${c}`, value] as const) : [],
    ),
  );
  for (const [cell, value] of typed) {
    if (kept.get(cell) !== value)
      throw new Error(`typed and not saved by the next start: ${cell} = ${value}`);
  }
  noteSaved(world, device);
};

/** A person types a mark into a cell of the sheet on the screen, as the grid passes it on. */
export const type = async ({ tab }: Device, cell: number, value: CellValue | null): Promise<boolean> => {
  const [student, column] = CELLS[cell % CELLS.length] as [StudentId, ColumnCode];
  const folded = tab.page.foldSheet(tab.year.state.get(), SHEET);
  if (folded.state.state === 'closed') return false;
  const [stood, prev] = folded.state.cells[student]?.[column] ?? [null, null];
  const settles = tab.page.listBeside(folded, student, column);
  const typed = { student, column, value, prev, settles };
  const isSame = stood === value && settles.length === 0;
  await tab.year.drafts.write(SHEET, isSame ? [] : [typed], isSame ? [typed] : []);
  tab.year.show();
  return true;
};

/** Seals what is typed. */
export const save = async (world: World, device: Device): Promise<void> => {
  await device.tab.page.sealSheet(device.tab.year, SHEET);
  noteSaved(world, device);
};

/** Fills every empty cell and closes the sheet over what the screen shows; the screen of a clerk offers no closing. */
export const close = async (world: World, device: Device): Promise<void> => {
  if (device.line.person === CLERK) return;
  const { page, year } = device.tab;
  const shown = page.foldSheet(year.state.get(), SHEET);
  for (const [i, [student, column]] of CELLS.entries()) {
    if (shown.cellAt(student, column).value === null) await type(device, i, 50 + i);
  }
  await page.appendClose(year, SHEET);
  noteSaved(world, device);
};

/** Sends and fetches; a tab that dies in it is opened again. */
export const sync = async (world: World, device: Device, trouble?: Trouble): Promise<Ending> => {
  const ending = await syncOnce(device, trouble);
  if (ending === 'died') await reopen(world, device);
  return ending;
};

/** Somebody else sits down at this computer. */
export const changePerson = async (world: World, device: Device, person: string): Promise<void> => {
  await save(world, device);
  device.line.person = person;
  await reopen(world, device);
};

/** The browser clears databases of one kind; the person who works there opens the page again. */
export const evict = async (world: World, device: Device, kind: 'inbox' | 'ledger'): Promise<void> => {
  await save(world, device);
  await device.disk.remove(`hocba-${kind}-`);
  await reopen(world, device);
};

/** A second computer is set up from an image of the first. */
export const clone = async (world: World, device: Device): Promise<void> => {
  await save(world, device);
  const label = `h${histories}d${world.devices.length}`;
  const copy = await cloneDevice(world, device, label);
  world.devices.push(copy);
};

/** The registry's disk is lost; an earlier backup comes back, and with it a new life of the database. */
export const restore = async (world: World, which: number): Promise<void> => {
  const { registry, ended, backups } = world;
  await registry.running.idle();
  ended.set(await registry.epoch(), new Set((await registry.log()).map(({ doc }) => doc)));
  await registry.restore(backups[which % backups.length] as Backup);
};

/** Requests that wandered about arrive, each at its own time. */
export const deliverWandering = async ({ wandering }: World): Promise<void> => {
  for (const arrive of wandering.splice(0)) await arrive();
};

/** Everybody who has worked on a device, and so may have something unsent there. */
export const peopleOf = ({ tab, line }: Device): string[] => [
  ...new Set([line.person, ...tab.year.outbox.list().map(({ by }) => by)]),
];

import { isDeepStrictEqual } from 'node:util';
import { listAllPublished } from '@hocba/server/replication/publish';
import type { Me } from '@hocba/shared/contract/auth';
import type { SheetDocument, VerdictDocument } from '@hocba/shared/documents/downward';
import type { Upward } from '@hocba/shared/documents/upward';
import { CLASS, SHEET } from '../../fixtures/class-of-two.ts';
import type { Device } from './device.ts';
import { NAME } from './registry.ts';
import { type Put, type SlowSheet, slowFold } from './slow-fold.ts';
import { deliverWandering, peopleOf, reopen, save, sync, type World } from './world.ts';

/** Says what does not hold. */
const hold = (holds: boolean, what: string, ...about: unknown[]): void => {
  if (!holds) throw new Error([what, ...about.map((one) => JSON.stringify(one))].join('\n  '));
};
const same = (what: string, a: unknown, b: unknown): void => hold(isDeepStrictEqual(a, b), what, a, b);

const idsOf = async ({ registry }: World): Promise<Set<string>> =>
  new Set((await registry.log()).map(({ doc }) => doc));

const statusOf = ({ page, year }: Device['tab'], me: Me) =>
  // As a page says it that has just been opened and has heard nothing bad yet.
  page.decideStatus({ ...page.NO_FACTS, ...page.factsOf([year], me) });

/** The conditions that must hold after every step, whatever is going on. */
export const checkAlways = async (world: World): Promise<void> => {
  const now = await idsOf(world);
  const epoch = await world.registry.epoch();
  const onDevices = new Set(
    world.devices.flatMap(({ tab }) => tab.year.outbox.list().map(({ _id }) => _id as string)),
  );
  for (const id of world.saved.keys()) hold(now.has(id) || onDevices.has(id), 'saved, and nowhere', id);
  for (const { label, tab, line } of world.devices) {
    const { year, page } = tab;
    const { ledger } = year.state.get();
    const heard =
      ledger.epoch === null ? undefined : ledger.epoch === epoch ? now : world.ended.get(ledger.epoch);
    for (const document of year.outbox.list()) {
      const { _id, n } = document;
      if (page.isAcked(ledger, document))
        hold(heard?.has(_id) === true, 'acknowledged, and not in the log', label, _id, n);
    }
    const me = world.registry.sessions.get(line.person)?.signedIn.me;
    hold(me !== undefined, 'nobody is signed in');
    if (me === undefined || statusOf(tab, me).state !== 'synced') continue;
    hold(year.drafts.list().size === 0, 'says that all is sent, and something is being typed', label);
    for (const { _id, by } of year.outbox.list()) {
      if (by === line.person)
        hold(heard?.has(_id) === true, 'says that all is sent, and it is not', label, _id);
    }
  }
};

/**
 * A run on a whole line; a machine that has much else to do may turn it away for a moment, as it would a real
 * device.
 */
const syncWell = async (world: World, device: Device): Promise<void> => {
  let ending = await sync(world, device);
  for (let tries = 0; ending === 'failed: OVERLOADED' && tries < 20; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    ending = await sync(world, device);
  }
  same('a run on a whole line ends well', ending, 'done');
};

/**
 * Everything works again: lines are whole, what wandered about arrives, time passes, and everybody sends what
 * they have.
 */
export const comeToRest = async (world: World): Promise<void> => {
  for (const { line } of world.devices) line.online = true;
  await deliverWandering(world);
  for (const device of world.devices) {
    // Longer than an access token lives, so that it is renewed.
    device.skew += 11 * 60_000;
    await save(world, device);
  }
  const runs = async (): Promise<void> => {
    for (const device of world.devices) await syncWell(world, device);
    await world.registry.running.idle();
  };
  await runs();
  for (const device of world.devices) {
    const { person } = device.line;
    for (const other of peopleOf(device).filter((name) => name !== person)) {
      device.line.person = other;
      await reopen(world, device);
      await syncWell(world, device);
    }
    if (device.line.person === person) continue;
    device.line.person = person;
    await reopen(world, device);
  }
  await world.registry.running.idle();
  await runs();
};

const checkLog = (world: World, log: readonly Upward[]): void => {
  const held = new Map(log.map((document) => [document._id as string, document]));
  same('nothing is in the log twice', held.size, log.length);
  for (const [id, { document }] of world.saved) {
    const arrived = held.get(id);
    hold(arrived !== undefined, 'saved, and not in the log', id);
    same('it arrives as it was saved', arrived, document);
  }
  for (const id of held.keys()) hold(world.saved.has(id), 'in the log, and nobody saved it', id);
};

const contestOf = ({ entry, value, prev }: Put, cell: string) => {
  const [student, column] = cell.split(' ');
  return { student, column, value, entry: entry._id, prev, by: entry.by, at: entry.at };
};

const checkSheet = (sheet: SheetDocument | undefined, slow: SlowSheet): void => {
  const cells: Record<string, Record<string, unknown>> = {};
  const contested: object[] = [];
  for (const [cell, { head, contested: beside }] of slow.cells) {
    const [student = '', column = ''] = cell.split(' ');
    contested.push(...beside.map((put) => contestOf(put, cell)));
    if (head === undefined) continue;
    cells[student] = {
      ...cells[student],
      [column]: [head.value, head.entry._id, head.entry.by, head.entry.at],
    };
  }
  same('the sheet is what follows from the log', sheet?.cells ?? {}, cells);
  const order = (list: readonly object[]) =>
    list.map((one) => JSON.stringify(one, Object.keys(one).sort())).sort();
  same('what is contested follows from the log', order(sheet?.contested ?? []), order(contested));
  same('a closed sheet is closed', sheet?.state ?? 'open', slow.closed ? 'closed' : 'open');
};

const checkVerdicts = (verdicts: ReadonlyMap<string, VerdictDocument>, slow: SlowSheet): void => {
  const told = (outcome: VerdictDocument['outcome']) =>
    [...verdicts.values()]
      .filter((v) => v.outcome === outcome && v.document.startsWith('entry:'))
      .map((v) => v.document);
  same('an author who is contested hears of it', told('contested').sort(), [...slow.everContested].sort());
  same('an author who is late hears of it', told('late').sort(), [...slow.late].sort());
  same('nothing else is refused', told('refused'), []);
};

const checkReader = (
  device: Device,
  published: ReadonlyMap<string, unknown>,
  sheet: SheetDocument | undefined,
): void => {
  const { page, year } = device.tab;
  const { docs, ledger } = year.state.get();
  for (const [id, body] of published) {
    const { _id, _rev, ...here } = { _rev: '', ...(docs.get(id) ?? { _id: id }) };
    same(`every reader has the same ${id}`, here, body);
  }
  const { state } = page.foldSheet(year.state.get(), SHEET);
  same(
    'the screen shows the registry’s marks',
    [state.cells, state.contested],
    [sheet?.cells ?? {}, sheet?.contested ?? []],
  );
  same('nothing is refused for good', [...ledger.denied], []);
};

const checkSettled = (world: World, device: Device): void => {
  const me = world.registry.sessions.get(device.line.person)?.signedIn.me;
  if (me === undefined) throw new Error('nobody is signed in');
  const { unsent, syncedAt, state } = statusOf(device.tab, me);
  hold(
    unsent === 0 && syncedAt !== null,
    'at rest everything is sent, and the screen says so',
    device.label,
    { unsent, syncedAt, state },
  );
  hold(['synced', 'contested', 'refused'].includes(state), 'at rest nobody waits for the network', state);
};

/** The conditions that must hold when nothing is on its way any more. */
export const checkAtRest = async (world: World): Promise<void> => {
  const { db } = world.registry.running;
  const log = (await world.registry.log()).map(({ body }) => JSON.parse(body) as Upward);
  checkLog(world, log);
  const kinds = [`class/${CLASS}`, `sheet/${CLASS}/toan`, `verdict/${CLASS}/toan`];
  const published = (await listAllPublished(db, NAME)).filter(({ kind }) => kinds.includes(kind));
  const bodies = new Map(published.map(({ id, body }) => [id, body]));
  const sheet = bodies.get(`sheet:${SHEET}`) as SheetDocument | undefined;
  const verdicts = new Map(
    published.flatMap(({ id, body }) =>
      id.startsWith('verdict:') ? [[id, body as VerdictDocument] as const] : [],
    ),
  );
  const closedAt = log.findIndex(
    (document) => document.kind === 'close' && !verdicts.has(`verdict:${document._id}`),
  );
  const slow = slowFold(log, SHEET, closedAt < 0 ? undefined : closedAt);
  checkSheet(sheet, slow);
  checkVerdicts(verdicts, slow);
  for (const device of world.devices) {
    checkReader(device, bodies, sheet);
    checkSettled(world, device);
  }
  await checkAlways(world);
};

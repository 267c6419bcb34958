import '../../device/browser-for-tests.ts';
import type { Entry } from '@hocba/shared/record/entry';
import type {
  AccountName,
  DatabaseName,
  DeviceId,
  Instant,
  SheetId,
  UpwardId,
} from '@hocba/shared/school/identifiers';
import fc from 'fast-check';
import { ulid } from 'ulid';
import { expect, it, vi } from 'vitest';
import type { LocalDatabase } from '../../device/database/pouch.ts';
import * as pouch from '../../device/database/pouch.ts';
import type { Device } from '../../device/device.ts';
import { createLocks } from '../../device/lock.ts';
import type { Known, Outbox } from './outbox.ts';

/* An outbox that changes its database: whatever dies or sleeps meanwhile, what stays is there afterwards. */

const DEV = 'd000000000001' as DeviceId;
/** A tab of this computer. */
const tab = (): Device => ({
  locks: createLocks(),
  home: DEV,
  current: async () => DEV,
  renew: async () => undefined,
});
const SHEET = '8A1:toan:hk1' as SheetId;
let school = 9_000_100;
const freshDatabase = () => `0${school++}-2026-2027` as DatabaseName;

/** A page that dies at one of its steps on the disk: just before it or just after it. */
interface Death {
  readonly at: number;
  readonly when: 'before' | 'after';
}

const mortal = <T extends pouch.Doc>(db: LocalDatabase<T>, step: <R>(work: () => Promise<R>) => Promise<R>) =>
  Object.fromEntries(
    Object.entries(db).map(([name, work]) => [
      name,
      (...given: never[]) => step(() => (work as (...all: never[]) => Promise<unknown>)(...given)),
    ]),
  ) as unknown as LocalDatabase<T>;

/** Loads the outbox as a page of its own. `steps` counts what it did on the disk. */
const loadPage = async (death?: Death) => {
  let steps = 0;
  const step = async <R>(work: () => Promise<R>): Promise<R> => {
    const own = steps++;
    const dies = death !== undefined && (own > death.at || (own === death.at && death.when === 'before'));
    if (dies) throw new Error('the tab is dead');
    const result = await work();
    if (own === death?.at) throw new Error('the tab is dead');
    return result;
  };
  vi.resetModules();
  vi.doMock('../../device/database/pouch.ts', () => ({
    ...pouch,
    openLocal: (name: string) => mortal(pouch.openLocal(name), step),
  }));
  const { openOutbox } = await import('./outbox.ts');
  const { listGenerations } = await import('./volumes.ts');
  return { openOutbox, listGenerations, steps: () => steps };
};

const entry = (id: UpwardId, n: number): Entry => ({
  _id: id,
  v: 1,
  kind: 'entry',
  dev: DEV,
  n,
  by: 'toan.8a1' as AccountName,
  at: '2026-01-25T02:00:00.000Z' as Instant,
  sheet: SHEET,
  cells: [['s000000000001' as Entry['cells'][0][0], 'tx1', 85, null]],
});
const newId = (): UpwardId => `entry:${SHEET}:${ulid()}`;
const append = async (outbox: Outbox): Promise<string> => {
  const id = newId();
  await outbox.append(id, (n) => entry(id, n));
  return id;
};
/** Documents that the registry holds for long: these and no others may leave. */
const knownOf = (held: ReadonlySet<string>): Known => ({
  floor: async () => held.size,
  mayLeave: async () => (document) => held.has(document._id),
});
const idsOf = (outbox: Outbox) => outbox.list().map(({ _id }) => _id as string);

it('the outbox goes over to a fresh database with what stays, exactly as it was', async () => {
  const database = freshDatabase();
  const { openOutbox, listGenerations } = await loadPage();
  const held = new Set<string>();
  const outbox = await openOutbox(database, tab(), knownOf(held));
  for (let i = 0; i < 3; i += 1) held.add(await append(outbox));
  const stay = [await append(outbox), await append(outbox)];
  const before = outbox.list().slice(3);
  await outbox.rotate(({ _id }) => held.has(_id));
  expect(outbox.list()).toEqual(before);
  expect(outbox.name).toMatch(/-g1$/);
  const reopened = await openOutbox(database, tab(), knownOf(held));
  expect(reopened.list()).toEqual(before);
  expect(await listGenerations(`outbox-${database}-${DEV}`)).toEqual([1]);
  const next = await append(reopened);
  await outbox.refresh();
  expect(idsOf(outbox)).toEqual([...stay, next]);
  expect(outbox.list().map(({ n }) => n)).toEqual([4, 5, 6]);
});

it.each(['before', 'after'] as const)(
  'fault 4: a tab that dies %s any step of a rotation loses nothing that stays',
  async (when) => {
    let deaths = 0;
    for (let at = 0; ; at += 1) {
      const database = freshDatabase();
      const held = new Set<string>();
      const calm = await loadPage();
      const first = await calm.openOutbox(database, tab(), knownOf(held));
      for (let i = 0; i < 3; i += 1) held.add(await append(first));
      const leaving = new Set(held);
      // Held too, and somebody has yet to read the answer to it.
      const unread = await append(first);
      held.add(unread);
      const stay = [unread, await append(first), await append(first)];
      const page = await loadPage({ at, when });
      let isDead = false;
      try {
        const dying = await page.openOutbox(database, tab(), knownOf(held));
        await dying.rotate(({ _id }) => leaving.has(_id));
        stay.push(await append(dying));
      } catch {
        isDead = true;
        // The database that the browser had begun to create is there a moment later.
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      const after = await loadPage();
      const outbox = await after.openOutbox(database, tab(), knownOf(held));
      expect(idsOf(outbox)).toEqual(expect.arrayContaining(stay));
      const last = await append(outbox);
      await outbox.rotate(({ _id }) => leaving.has(_id));
      expect(idsOf(outbox)).toEqual(expect.arrayContaining([...stay, last]));
      expect(idsOf(outbox).some((id) => leaving.has(id))).toBe(false);
      expect(new Set(outbox.list().map(({ n }) => n)).size).toBe(outbox.list().length);
      expect(await after.listGenerations(`outbox-${database}-${DEV}`)).toHaveLength(1);
      if (!isDead) break;
      deaths += 1;
    }
    expect(deaths).toBeGreaterThan(8);
  },
);

it('fault 31: a tab that slept through rotations writes where everybody reads', async () => {
  // Frozen by the browser: what other tabs call out is not heard.
  class Deaf {
    postMessage() {}
  }
  vi.stubGlobal('BroadcastChannel', Deaf);
  const database = freshDatabase();
  const { openOutbox } = await loadPage();
  const held = new Set<string>();
  const awake = await openOutbox(database, tab(), knownOf(held));
  const asleep = await openOutbox(database, tab(), knownOf(held));
  held.add(await append(asleep));
  const stay: string[] = [];
  for (let i = 0; i < 3; i += 1) {
    stay.push(await append(awake));
    await awake.rotate(({ _id }) => held.has(_id));
    // Reading in the old database makes an empty one in its place; what is written afterwards must not go there.
    await asleep.refresh().catch(() => undefined);
    stay.push(await append(asleep));
  }
  await awake.refresh();
  expect(idsOf(awake)).toEqual(stay);
  const reopened = await openOutbox(database, tab(), knownOf(held));
  expect(idsOf(reopened)).toEqual(stay);
  vi.unstubAllGlobals();
});

it('fault 31: tabs that write while another rotates wait for their turn', async () => {
  const database = freshDatabase();
  const { openOutbox } = await loadPage();
  const held = new Set<string>();
  const tabs = await Promise.all([1, 2, 3].map(() => openOutbox(database, tab(), knownOf(held))));
  held.add(await append(tabs[0] as Outbox));
  const work = tabs.flatMap((tab) => [
    append(tab),
    tab.rotate(({ _id }) => held.has(_id)).then(() => ''),
    tab.refresh().then(
      () => '',
      () => '',
    ),
    append(tab),
  ]);
  const saved = (await Promise.all(work)).filter((id) => id !== '');
  const reopened = await openOutbox(database, tab(), knownOf(held));
  expect(idsOf(reopened).toSorted()).toEqual(saved.toSorted());
  expect(reopened.list().map(({ n }) => n)).toEqual([2, 3, 4, 5, 6, 7]);
});

it('a document written into a superseded database is taken over at the next opening', async () => {
  const database = freshDatabase();
  const { openOutbox } = await loadPage();
  const held = new Set<string>();
  const outbox = await openOutbox(database, tab(), knownOf(held));
  held.add(await append(outbox));
  const stay = await append(outbox);
  const old = outbox.name;
  await outbox.rotate(({ _id }) => held.has(_id));
  const [late, gone] = [newId(), [...held][0] as UpwardId];
  // A page of an older release, which knows one database only.
  await pouch.openLocal(old).put(entry(late, 3));
  await pouch.openLocal(old).put(entry(gone, 1));
  const reopened = await openOutbox(database, tab(), knownOf(held));
  expect(idsOf(reopened)).toEqual([stay, late]);
});

it('the outbox does not rotate where tabs cannot keep out of each other’s way', async () => {
  const { openOutbox } = await loadPage();
  const outbox = await openOutbox(freshDatabase(), tab(), knownOf(new Set()));
  const id = await append(outbox);
  const { locks } = navigator;
  Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true });
  await outbox.rotate(() => true);
  Object.defineProperty(navigator, 'locks', { value: locks, configurable: true });
  expect(idsOf(outbox)).toEqual([id]);
});

it('fault 31: tabs that write, rotate, die and come back in any order lose nothing that stays', async () => {
  const op = fc.record({
    tab: fc.constantFrom(0, 1),
    what: fc.constantFrom('append', 'append', 'hold', 'rotate', 'refresh', 'die', 'reopen'),
    at: fc.nat(12),
    when: fc.constantFrom('before' as const, 'after' as const),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(op, { minLength: 4, maxLength: 18 }), async (ops) => {
      const database = freshDatabase();
      const held = new Set<string>();
      const saved = new Set<string>();
      const open = async (death?: Death) =>
        (await loadPage(death)).openOutbox(database, tab(), knownOf(held));
      const tabs = [await open(), await open()] as [Outbox, Outbox];
      for (const { tab, what, at, when } of ops) {
        const outbox = tabs[tab] as Outbox;
        if (what === 'append') saved.add(await append(outbox));
        else if (what === 'hold') for (const id of idsOf(outbox)) held.add(id);
        else if (what === 'rotate') await outbox.rotate(({ _id }) => held.has(_id));
        else if (what === 'refresh') await outbox.refresh();
        else if (what === 'reopen') tabs[tab] = await open();
        else {
          // Another page rotates, writes and dies.
          await open({ at, when })
            .then(async (dying) => {
              await dying.rotate(({ _id }) => held.has(_id));
              saved.add(await append(dying));
            })
            .catch(() => undefined);
        }
      }
      const here = new Set(idsOf(await open()));
      for (const id of saved) expect(held.has(id) || here.has(id)).toBe(true);
    }),
    { numRuns: 40 },
  );
}, 60_000);

import '../../../school-client/src/device/browser-for-tests.ts';
import { publish } from '@hocba/server/replication/publish';
import { putSetting } from '@hocba/server/storage/queries/settings';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Computer, type Office, ONE, openOffice } from '../../faults/office.ts';
import { HEAD } from '../../fixtures/class-of-two.ts';

/* The documents that a device fetches when it has nothing yet, or nothing that is worth keeping. */

const DAY = 86_400_000;
let office: Office;
let head: Computer;
beforeEach(async () => {
  office = await openOffice();
  head = await office.open(HEAD);
  await fill(1599);
});
afterEach(async () => {
  vi.useRealTimers();
  // The documents that devices fetch here were put into the feed by hand: no log gives it.
  await office.registry.close();
});

/** Publishes documents that the head sees; with the class list they are one more. */
const fill = async (count: number, text = 'Nguyễn') => {
  const { db } = office.registry;
  const docs = Array.from({ length: count }, (_, i) => ({
    id: `verdict:entry:${i}`,
    kind: 'verdict/8A1/toan',
    body: { v: 1, kind: 'verdict', document: `entry:${i}`, outcome: 'late', code: text, findings: [] },
  }));
  for (let from = 0; from < count; from += 400) {
    await db.commit(await publish(db, office.database, docs.slice(from, from + 400)));
  }
};
const pulls = () => office.network.requests.filter((request) => !request.includes('_acks'));
const run = async () => {
  office.network.requests.length = 0;
  await head.run();
};
const state = () => head.device.state.get();
/** The page is loaded again. */
const reload = async () => (await head.openYear(office.database, HEAD)).state.get();
/** The snapshot ends after some of its lines. */
const breakSnapshot = (ends = 0.6) => {
  office.network.fault = async (url, pass) => {
    const answer = await pass();
    if (!url.endsWith('/_snapshot')) return answer;
    const text = await answer.text();
    return new Response(text.slice(0, Math.floor(text.length * ends)), answer);
  };
};
const bodiesAsked = () => {
  let asked = 0;
  const { fault } = office.network;
  const real = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    if (String(input).includes('_bulk_get')) asked += JSON.parse(String(init?.body)).docs.length;
    return real(input, init);
  };
  office.network.fault = fault;
  return () => {
    globalThis.fetch = real;
    return asked;
  };
};

it('a first pull of 1,600 documents is three requests, and the next one asks for none of them again', async () => {
  await run();
  expect(state().docs.size).toBe(1600);
  expect(pulls()).toHaveLength(3);
  await fill(1, 'sửa');
  const asked = bodiesAsked();
  await run();
  expect(asked()).toBe(1);
  expect(pulls().some((request) => request.includes('_snapshot'))).toBe(false);
  expect(state().docs.get('verdict:entry:0')).toMatchObject({ code: 'sửa' });
});

it('fault 39: a first pull that breaks off shows nothing, and the next goes on with what is missing', async () => {
  for (const ends of [0, 0.6, 0.999]) {
    await head.device.inbox.reset();
    await head.device.refresh();
    breakSnapshot(ends);
    await expect(run()).rejects.toMatchObject({ code: 'OFFLINE' });
    expect([state().fetched, (await reload()).fetched, (await reload()).docs.size]).toEqual([
      false,
      false,
      0,
    ]);
    const kept = (await head.device.inbox.db.listAll()).length;
    expect(kept).toBeLessThan(1600);
    office.network.fault = undefined;
    const asked = bodiesAsked();
    await run();
    expect(asked()).toBe(1600 - kept);
    expect([state().fetched, state().docs.size, (await reload()).docs.size]).toEqual([true, 1600, 1600]);
  }
});

it('fault 39: a tab that dies behind the last line of the snapshot has shown nothing, and loses nothing', async () => {
  office.network.fault = async (url, pass) => {
    if (url.includes('_changes')) throw new TypeError('the tab is gone');
    return pass();
  };
  await expect(run()).rejects.toMatchObject({ code: 'OFFLINE' });
  expect((await reload()).fetched).toBe(false);
  office.network.fault = undefined;
  await run();
  expect((await reload()).docs.size).toBe(1600);
});

it('fault 28: an inbox that is gone is fetched again with one snapshot', async () => {
  await run();
  await head.device.inbox.reset();
  expect(await reload()).toMatchObject({ fetched: false });
  await run();
  expect([pulls().length, state().docs.size]).toEqual([3, 1600]);
});

it('a copy is fetched anew after thirty days, and a day before it is not', async () => {
  await run();
  vi.useFakeTimers({ toFake: ['Date'] });
  const now = Date.now();
  const days = async (count: number) => {
    vi.setSystemTime(now + count * DAY);
    await run();
    return pulls().some((request) => request.includes('_snapshot'));
  };
  expect([await days(29), await days(58), await days(89)]).toEqual([false, false, true]);
  expect(state().docs.size).toBe(1600);
});

it('fault 8: a screen from before a restore stays until the copy of the new life is whole', async () => {
  await run();
  await office.registry.db.commit([putSetting('epoch', 'another')]);
  breakSnapshot();
  await expect(run()).rejects.toMatchObject({ code: 'OFFLINE' });
  expect([(await reload()).fetched, (await reload()).docs.size, state().docs.size]).toEqual([
    true,
    1600,
    1600,
  ]);
  office.network.fault = undefined;
  await fill(1, 'sửa');
  await run();
  expect(state().docs.get('verdict:entry:0')).toMatchObject({ code: 'sửa' });
  expect((await reload()).docs.size).toBe(1600);
});

it('a registry that knows no snapshot is followed by its feed', async () => {
  office.network.fault = async (url, pass) =>
    url.endsWith('/_snapshot')
      ? Response.json({ error: 'not_found', reason: 'x', code: 'NOT_FOUND' }, { status: 404 })
      : pass();
  await run();
  expect((await reload()).docs.size).toBe(1600);
});

it('fault 32, fault 33: a document in a form that came after this page is kept, and nothing is read out of it', async () => {
  await run();
  const { db } = office.registry;
  const put = async (v: number) => {
    const body = { v, kind: 'sheet', anything: v };
    await db.commit(
      await publish(db, office.database, [{ id: 'sheet:8A1:toan:hk1', kind: 'sheet/8A1/toan', body }]),
    );
    await run();
  };
  await put(2);
  const isHere = () => [state().docs.has('sheet:8A1:toan:hk1'), state().newer.has('sheet:8A1:toan:hk1')];
  expect(isHere()).toEqual([false, true]);
  expect((await reload()).newer.has('sheet:8A1:toan:hk1')).toBe(true);
  await put(1);
  expect(isHere()).toEqual([true, false]);
});

/** Lets so many writes through, then none. As a browser does it, PouchDB takes the database for broken. */
const fillDiskAfter = (writes: number): (() => void) => {
  const real = IDBObjectStore.prototype.put;
  let left = writes;
  IDBObjectStore.prototype.put = function put(this: IDBObjectStore, ...given) {
    const { transaction } = this as unknown as { transaction: { _abort(name: string): void } };
    const request = real.apply(this, given);
    if (left-- <= 0) transaction._abort('QuotaExceededError');
    return request;
  };
  return () => {
    IDBObjectStore.prototype.put = real;
  };
};

describe('on a device without room', () => {
  const storage = (quota: number, usage: number) =>
    Object.defineProperty(navigator, 'storage', {
      value: { estimate: async () => ({ quota, usage }) },
      configurable: true,
    });
  afterEach(() => Object.defineProperty(navigator, 'storage', { value: undefined, configurable: true }));

  it('fault 29: entries on a device without room are saved and sent, and fetching stops before it takes the last room', async () => {
    await run();
    await head.enter('tx1', 80);
    await fill(1, 'sửa');
    storage(100_000_000, 95_000_000);
    await expect(run()).rejects.toMatchObject({ name: 'DeviceFull' });
    expect([head.unsent(), (await office.log()).length]).toEqual([0, 1]);
    expect(state().docs.get('verdict:entry:0')).not.toMatchObject({ code: 'sửa' });
    expect(pulls().some((request) => /_changes|_snapshot/.test(request))).toBe(false);
    storage(100_000_000, 5_000_000);
    await run();
    expect(state().docs.get('verdict:entry:0')).toMatchObject({ code: 'sửa' });
  });

  it('fault 29: a mark that could not be saved says so, stays on the screen, and is saved without loading the page again', async () => {
    await run();
    const stop = fillDiskAfter(0);
    await expect(head.enter('tx1', 80)).rejects.toBeDefined();
    stop();
    head.device.show();
    expect(head.shown('tx1')).toMatchObject({ value: 80, state: 'unsent' });
    await head.enter('tx2', 70);
    expect((await reload()).outbox).toMatchObject([
      {
        cells: [
          [ONE, 'tx1', 80, null],
          [ONE, 'tx2', 70, null],
        ],
      },
    ]);
    await head.sync();
    expect([head.unsent(), (await office.log()).length]).toEqual([0, 1]);
  });

  it('fault 29: a first fetch that fills the disk shows nothing, and goes on when there is room', async () => {
    const stop = fillDiskAfter(900);
    await expect(run()).rejects.toMatchObject({ name: 'DeviceFull' });
    stop();
    expect([state().fetched, state().docs.size]).toEqual([false, 0]);
    await run();
    expect([state().fetched, state().docs.size]).toEqual([true, 1600]);
  });
});

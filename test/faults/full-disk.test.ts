import '../../school-client/src/device/browser-for-tests.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openLocal } from '../../school-client/src/device/database/pouch.ts';
import { type Computer, type Office, ONE, openOffice } from './office.ts';

/* A disk without room: the browser finds out at the end of a transaction, and breaks it off; no request in it fails. */

const { transaction } = IDBDatabase.prototype;

/** From now on no database whose name holds a word can write a `_local` document. */
const fillDisk = (word: string): void => {
  IDBDatabase.prototype.transaction = function full(this: IDBDatabase, stores, mode, options) {
    const opened = transaction.call(this, stores, mode, options);
    const isNote = [stores].flat().includes('local-store') && mode === 'readwrite';
    if (!isNote || !this.name.includes(word)) return opened;
    const { objectStore } = opened;
    opened.objectStore = (name) => {
      const store = objectStore.call(opened, name);
      for (const way of ['add', 'put'] as const) {
        const write = store[way];
        store[way] = (...given) => {
          const request = write.apply(store, given);
          request.addEventListener('success', () => opened.abort());
          return request;
        };
      }
      return store;
    };
    return opened;
  };
};

const makeRoom = (): void => {
  IDBDatabase.prototype.transaction = transaction;
};

let office: Office;
let teacher: Computer;
beforeEach(async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  office = await openOffice();
  teacher = await office.open();
  await teacher.sync();
});
afterEach(async () => {
  makeRoom();
  vi.restoreAllMocks();
  await office.close();
});

it('fault 29: a note that found no room fails after some seconds, and is written when there is room', async () => {
  const db = openLocal('notes');
  await db.put({ _id: 'one' });
  fillDisk('notes');
  await expect(db.put({ _id: '_local/note' })).rejects.toThrow('broken off');
  makeRoom();
  await db.put({ _id: '_local/note' });
  expect(await db.find('_local/note')).toMatchObject({ _id: '_local/note' });
  expect(await db.listAll()).toHaveLength(1);
}, 20_000);

it('fault 29: marks go to the registry though there is no room to note how far they were sent', async () => {
  await teacher.enter('tx1', 80);
  fillDisk('outbox-');
  await teacher.run();
  expect([teacher.unsent(), (await office.log()).length]).toEqual([0, 1]);
  makeRoom();
  await teacher.enter('tx1', 90);
  await teacher.sync();
  expect([teacher.unsent(), (await office.log()).length]).toEqual([0, 2]);
}, 20_000);

it('fault 29: a run that finds no room for what the registry wrote ends, and the next one fetches it', async () => {
  const other = await office.open();
  await other.enter('tx1', 80);
  await other.sync();
  fillDisk('inbox-');
  await expect(teacher.run()).rejects.toThrow();
  makeRoom();
  await teacher.sync();
  expect(teacher.shown('tx1', ONE)).toMatchObject({ value: 80 });
}, 30_000);

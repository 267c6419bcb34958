import { within } from '../within.ts';

/*
 * Small facts about this device, each under a key: in the page's small storage, which is read at once but may be
 * minutes behind the disk, and in a database of their own, which survives a power cut.
 */

const DATABASE = 'hocba-remembered';
const STORE = 'who';
/** A browser may leave a database without any answer; nothing at the start waits longer for it. */
const ANSWER_MS = 8_000;

const opened = <T>(mode: IDBTransactionMode, step: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction(STORE, mode, { durability: 'strict' });
      const request = step(transaction.objectStore(STORE));
      transaction.oncomplete = () => {
        opening.result.close();
        resolve(request.result);
      };
      transaction.onabort = () => reject(transaction.error);
    };
  });

const inStore = <T>(mode: IDBTransactionMode, step: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> =>
  within(ANSWER_MS, opened(mode, step));

/** A fact as the small storage has it, without waiting; null when it has none. */
export const findNow = (key: string): unknown => {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
};

/** A fact as the database has it; null when it has none, refuses, or gives no answer. */
export const find = (key: string): Promise<unknown> =>
  inStore<unknown>('readonly', (store) => store.get(key)).then(
    (found) => found ?? null,
    () => null,
  );

/** Keeps a fact in the database alone, where no script that only looks at the small storage finds it. Never rejects. */
export const keepInDatabase = async (key: string, value: unknown): Promise<void> => {
  await inStore('readwrite', (store) => store.put(value, key)).catch(() => undefined);
};

/** Keeps a fact in both places. Never rejects: a browser that keeps nothing forgets it with the page. */
export const keep = async (key: string, value: unknown): Promise<void> => {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Full or forbidden; the database may still take it.
  }
  await keepInDatabase(key, value);
};

/** Takes a fact out of both places. Never rejects. */
export const drop = async (key: string): Promise<void> => {
  try {
    localStorage.removeItem(key);
  } catch {
    // Forbidden, so it never was there.
  }
  await inStore('readwrite', (store) => store.delete(key)).catch(() => undefined);
};

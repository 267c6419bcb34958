import { Me } from '@hocba/shared/contract/auth';
import { Value } from 'typebox/value';

const KEY = 'hocba.me';
const DATABASE = 'hocba-remembered';
const STORE = 'who';

/** One step in the database that survives a power cut; the page's small storage may be minutes behind the disk. */
const inStore = <T>(mode: IDBTransactionMode, step: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> =>
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

const checked = (found: unknown): Me | null => (Value.Check(Me, found) ? found : null);

/** Who signed in last on this device, read without waiting; null when the page's small storage lost it. */
export const recallNow = (): Me | null => {
  try {
    return checked(JSON.parse(localStorage.getItem(KEY) ?? 'null'));
  } catch {
    return null;
  }
};

/** Who signed in last on this device, from the database; null when nobody did or the browser refuses it. */
export const recall = (): Promise<Me | null> =>
  inStore<unknown>('readonly', (store) => store.get(KEY)).then(checked, () => null);

/** Keeps who is signed in, so that the page opens with no network, also after a power cut. Never rejects. */
export const remember = async (me: Me): Promise<void> => {
  localStorage.setItem(KEY, JSON.stringify(me));
  await inStore('readwrite', (store) => store.put(me, KEY)).catch(() => undefined);
};

/** Forgets who was signed in. Never rejects. */
export const forget = async (): Promise<void> => {
  localStorage.removeItem(KEY);
  await inStore('readwrite', (store) => store.delete(KEY)).catch(() => undefined);
};

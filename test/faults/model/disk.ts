import PouchDB from 'pouchdb/lib/index-browser.es.js';

/**
 * What one device keeps when every tab of it is closed: its databases, by a prefix of their own, and its
 * small storage.
 */
export interface Disk {
  /** The storage library as a page of this device finds it: it sees this device's databases only. */
  readonly PouchDB: typeof PouchDB;
  readonly items: Map<string, string>;
  /** Names of the databases whose own name starts so, as pages know them. */
  list(start: string): Promise<string[]>;
  /** The acts of a browser that runs out of room, or of a person who clears it. */
  remove(start: string): Promise<void>;
  /** Puts the disk away for good, and with it what the library remembers of its databases. */
  destroy(): Promise<void>;
  /** Copies everything to a new device, as an image of a disk would. */
  copyTo(other: Disk): Promise<void>;
  close(): Promise<void>;
}

/** As the library stores them; every name of ours starts with `hocba-`. */
const STORED = '_pouch_';

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

interface StoreShape {
  readonly name: string;
  readonly options: IDBObjectStoreParameters;
  readonly indexes: readonly {
    name: string;
    keyPath: string | string[];
    unique: boolean;
    multiEntry: boolean;
  }[];
  readonly records: readonly { key: IDBValidKey; value: unknown }[];
}

const readStore = async (store: IDBObjectStore): Promise<StoreShape> => {
  const [keys, values] = await Promise.all([
    asked(store.getAllKeys()),
    asked(store.getAll() as IDBRequest<unknown[]>),
  ]);
  return {
    name: store.name,
    options: { keyPath: store.keyPath, autoIncrement: store.autoIncrement },
    indexes: [...store.indexNames].map((name) => {
      const { keyPath, unique, multiEntry } = store.index(name);
      return { name, keyPath, unique, multiEntry };
    }),
    records: keys.map((key, i) => ({ key, value: values[i] })),
  };
};

/** The library keeps a database's identity under its name; that of a copy is the same identity under another name. */
const renamed = (value: unknown, from: string, to: string): unknown => {
  if (typeof value !== 'object' || value === null || !(`${from}_id` in value)) return value;
  const { [`${from}_id`]: identity, ...rest } = value as Record<string, unknown>;
  return { ...rest, [`${to}_id`]: identity };
};

const writeStore = (db: IDBDatabase, { name, options, indexes, records }: StoreShape): void => {
  const store = db.createObjectStore(name, options);
  for (const { name: index, keyPath, unique, multiEntry } of indexes) {
    store.createIndex(index, keyPath, { unique, multiEntry });
  }
  for (const { key, value } of records) {
    if (options.keyPath === null) store.put(value, key);
    else store.put(value);
  }
};

const copyDatabase = async (from: string, to: string): Promise<void> => {
  const source = await asked(indexedDB.open(from));
  const names = [...source.objectStoreNames];
  const transaction = source.transaction(names);
  const stores = await Promise.all(names.map((name) => readStore(transaction.objectStore(name))));
  const opening = indexedDB.open(to, source.version);
  opening.onupgradeneeded = () => {
    for (const { records, ...store } of stores) {
      const copies = records.map(({ key, value }) => ({ key, value: renamed(value, from, to) }));
      writeStore(opening.result, { ...store, records: copies });
    }
  };
  (await asked(opening)).close();
  source.close();
};

interface Open {
  close(): Promise<void>;
  readonly _destroyed?: boolean;
}

/** An empty disk; the prefix tells it from those of other devices in this process. */
export const openDisk = (prefix: string): Disk => {
  const opened = new Set<Open>();
  const items = new Map<string, string>();
  class OfDevice extends PouchDB {
    constructor(name: string, options: { adapter?: string } = {}) {
      super(options.adapter === 'http' ? name : prefix + name, options);
      // Those of the registry too, which a tab that dies leaves open.
      opened.add(this as unknown as Open);
    }
  }
  const stored = STORED + prefix;
  const list = async (start: string): Promise<string[]> =>
    (await indexedDB.databases()).flatMap(({ name }) =>
      name?.startsWith(stored + start) ? [name.slice(stored.length)] : [],
    );
  const close = async (): Promise<void> => {
    await Promise.all([...opened].map((db) => db.close().catch(() => undefined)));
    opened.clear();
  };
  const disk: Disk = {
    PouchDB: OfDevice,
    items,
    list,
    close,
    remove: async (start) => {
      await close();
      for (const name of await list(start)) await asked(indexedDB.deleteDatabase(stored + name));
    },
    destroy: async () => {
      await close();
      for (const name of await list('')) {
        const db = new PouchDB(prefix + name, { adapter: 'idb' });
        await db.destroy();
      }
    },
    copyTo: async (other) => {
      const target = other as Disk & { readonly stored: string };
      for (const [key, value] of items) other.items.set(key, value);
      for (const name of await list('')) await copyDatabase(stored + name, target.stored + name);
    },
  };
  return Object.assign(disk, { stored });
};

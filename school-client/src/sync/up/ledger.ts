import type { AccountName, DeviceId, Instant } from '@hocba/shared/school/identifiers';
import { type Doc, openLocal } from '../../device/database/pouch.ts';
import type { Locks } from '../../device/lock.ts';

/**
 * Which documents in the outbox under one device id the registry holds: by their ids, written down by their
 * numbers.
 */
export interface Acks {
  readonly upTo: number;
  /** Numbers up to it of documents that it does not hold. */
  readonly missing: readonly number[];
}

/** The receipts of one life of the registry's data. */
interface AckDoc extends Doc {
  readonly epoch: string;
  readonly acks: Readonly<Record<string, Acks>>;
  readonly at: Instant;
}

/** A document the registry will never take as it is; kept until a person has dealt with it. */
export interface Denied {
  readonly id: string;
  readonly code: string;
  readonly at: Instant;
}

interface DeniedDoc extends Doc, Omit<Denied, 'id'> {}

interface SyncedDoc extends Doc {
  readonly synced: Instant;
}

/** When receipts were last asked for, and how the registry greeted this account then. */
export interface Asked {
  readonly greeting: string;
  readonly at: Instant;
}

interface AskedDoc extends Doc, Asked {}

/** An answer of the registry that a person has read. */
type ReadDoc = Doc;

type LedgerDoc = AckDoc | AskedDoc | DeniedDoc | SyncedDoc | ReadDoc;

/** The knowledge of this device about its outbox: acknowledged numbers, denied documents, answers a person has read. */
export interface Ledger {
  /** The life of the registry's data that `acks` are about; null before the first answer. */
  readonly epoch: string | null;
  /** Null when receipts are to be asked for, whatever is known. */
  readonly asked: Asked | null;
  readonly acks: ReadonlyMap<DeviceId, Acks>;
  /** When everything of an account was last found acknowledged, and the registry's documents were fetched after it. */
  readonly synced: ReadonlyMap<AccountName, Instant>;
  readonly denied: ReadonlyMap<string, Denied>;
  readonly read: ReadonlySet<string>;
}

export const EMPTY_LEDGER: Ledger = {
  epoch: null,
  asked: null,
  acks: new Map(),
  synced: new Map(),
  denied: new Map(),
  read: new Set(),
};

/** Whether the registry has acknowledged a document of this outbox. */
export const isAcked = (
  { acks }: Pick<Ledger, 'acks'>,
  { dev, n }: { readonly dev: DeviceId; readonly n: number },
): boolean => {
  const own = acks.get(dev);
  return own !== undefined && n <= own.upTo && !own.missing.includes(n);
};

const DENIED = 'denied:';
const READ = 'read:';
const SYNCED = 'synced:';
const ASKED = 'asked';

const ledgerOf = (docs: readonly LedgerDoc[]): Ledger => {
  // An earlier release wrote receipts in another form; without them everything is asked for again.
  const ack = docs.find((doc): doc is AckDoc => doc._id === 'acks' && 'epoch' in doc);
  const denied = docs.filter((doc): doc is DeniedDoc => doc._id.startsWith(DENIED));
  return {
    epoch: ack?.epoch ?? null,
    asked: docs.find((doc): doc is AskedDoc => doc._id === ASKED) ?? null,
    acks: new Map(Object.entries(ack?.acks ?? {}) as [DeviceId, Acks][]),
    synced: new Map(
      docs
        .filter((doc): doc is SyncedDoc => doc._id.startsWith(SYNCED))
        .map(({ _id, synced }) => [_id.slice(SYNCED.length) as AccountName, synced]),
    ),
    denied: new Map(
      denied.map(({ _id, code, at }) => {
        const id = _id.slice(DENIED.length);
        return [id, { id, code, at }];
      }),
    ),
    read: new Set(docs.filter(({ _id }) => _id.startsWith(READ)).map(({ _id }) => _id.slice(READ.length))),
  };
};

/** The ledger on disk. */
export interface LedgerFile {
  load(): Promise<Ledger>;
  saveAcks(epoch: string, acks: Ledger['acks'], at: Instant): Promise<void>;
  saveAsked(asked: Asked): Promise<void>;
  /** Receipts are asked for in the next run, whatever is known: the registry's data may be older than it was. */
  dropAsked(): Promise<void>;
  saveDenied(denied: Denied): Promise<void>;
  /** The registry has taken it after all. */
  dropDenied(id: string): Promise<void>;
  saveRead(document: string): Promise<void>;
  saveSynced(by: AccountName, at: Instant): Promise<void>;
}

/** Opens the ledger of a device and school year. */
export const openLedger = (locks: Locks, database: string, dev: string): LedgerFile => {
  const name = `ledger-${database}-${dev}`;
  const db = openLocal<LedgerDoc>(name);
  const locked = (work: () => Promise<void>) => locks.underLock(`hocba-${name}`, work);
  const save = (doc: LedgerDoc) =>
    locked(async () => {
      const old = await db.find(doc._id);
      await db.put(old?._rev === undefined ? doc : { ...doc, _rev: old._rev });
    });
  const drop = (id: string) =>
    locked(async () => {
      const old = await db.find(id);
      if (old === undefined) return;
      const gone: LedgerDoc & { readonly _deleted: true } = { ...old, _deleted: true };
      await db.put(gone);
    });
  return {
    load: async () => ledgerOf(await db.listAll()),
    saveAcks: (epoch, acks, at) => save({ _id: 'acks', epoch, acks: Object.fromEntries(acks), at }),
    saveAsked: ({ greeting, at }) => save({ _id: ASKED, greeting, at }),
    dropAsked: () => drop(ASKED),
    saveDenied: ({ id, code, at }) => save({ _id: DENIED + id, code, at }),
    dropDenied: (id) => drop(DENIED + id),
    saveRead: (document) => save({ _id: READ + document }),
    saveSynced: (by, synced) => save({ _id: SYNCED + by, synced }),
  };
};

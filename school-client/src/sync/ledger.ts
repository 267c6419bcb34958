import type { AccountName, Instant } from '@hocba/shared/school/identifiers';
import { type Static, Type } from 'typebox';
import { underLock } from './lock.ts';
import { type Doc, type LocalDatabase, openLocal } from './pouch.ts';

/** What the registry says it holds of this device. */
export const Acks = Type.Object({
  epoch: Type.String({ maxLength: 40 }),
  upTo: Type.Integer({ minimum: 0 }),
  /** The highest number it has seen; without it nothing beyond `upTo` counts as held. */
  seen: Type.Optional(Type.Integer({ minimum: 0 })),
  missing: Type.Array(Type.Integer({ minimum: 1 })),
});
export type Acks = Static<typeof Acks>;

interface AckDoc extends Doc {
  readonly acks: Acks;
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

/** An answer of the registry that a person has read. */
type ReadDoc = Doc;

type LedgerDoc = AckDoc | DeniedDoc | SyncedDoc | ReadDoc;

/** What this device knows about its outbox: acknowledged numbers, denied documents, answers a person has read. */
export interface Ledger {
  readonly acks: Acks | null;
  /** When everything of an account was last found acknowledged, and the registry's documents were fetched after it. */
  readonly synced: ReadonlyMap<AccountName, Instant>;
  readonly denied: ReadonlyMap<string, Denied>;
  readonly read: ReadonlySet<string>;
}

export const EMPTY_LEDGER: Ledger = { acks: null, synced: new Map(), denied: new Map(), read: new Set() };

/** Whether the registry has acknowledged a number of this device. */
export const isAcked = (acks: Acks | null, n: number): boolean =>
  acks !== null && n <= Math.max(acks.upTo, acks.seen ?? 0) && !acks.missing.includes(n);

const DENIED = 'denied:';
const READ = 'read:';
const SYNCED = 'synced:';

const ledgerOf = (docs: readonly LedgerDoc[]): Ledger => {
  const ack = docs.find((doc): doc is AckDoc => doc._id === 'acks');
  const denied = docs.filter((doc): doc is DeniedDoc => doc._id.startsWith(DENIED));
  return {
    acks: ack?.acks ?? null,
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
  saveAcks(acks: Acks, at: Instant): Promise<void>;
  saveDenied(denied: Denied): Promise<void>;
  /** The registry has taken it after all. */
  dropDenied(id: string): Promise<void>;
  saveRead(document: string): Promise<void>;
  saveSynced(by: AccountName, at: Instant): Promise<void>;
}

const drop = (db: LocalDatabase<LedgerDoc>, name: string, id: string): Promise<void> =>
  underLock(name, async () => {
    const old = await db.find(id);
    if (old === undefined) return;
    const gone: LedgerDoc & { readonly _deleted: true } = { ...old, _deleted: true };
    await db.put(gone);
  });

const overwrite = (db: LocalDatabase<LedgerDoc>, name: string, doc: LedgerDoc): Promise<void> =>
  underLock(name, async () => {
    const old = await db.find(doc._id);
    await db.put(old?._rev === undefined ? doc : { ...doc, _rev: old._rev });
  });

/** Opens the ledger of a device and school year. */
export const openLedger = (database: string, dev: string): LedgerFile => {
  const name = `ledger-${database}-${dev}`;
  const db = openLocal<LedgerDoc>(name);
  const save = (doc: LedgerDoc) => overwrite(db, `hocba-${name}`, doc);
  return {
    load: async () => ledgerOf(await db.listAll()),
    saveAcks: (acks, at) => save({ _id: 'acks', acks, at }),
    saveDenied: ({ id, code, at }) => save({ _id: DENIED + id, code, at }),
    dropDenied: (id) => drop(db, `hocba-${name}`, DENIED + id),
    saveRead: (document) => save({ _id: READ + document }),
    saveSynced: (by, synced) => save({ _id: SYNCED + by, synced }),
  };
};

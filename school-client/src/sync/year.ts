import type { Downward } from '@hocba/shared/documents/downward';
import type { AccountName, DatabaseName, Instant, SheetId } from '@hocba/shared/school/identifiers';
import type { Device } from '../device/device.ts';
import { createStore, type Store } from '../store.ts';
import { type Inbox, openInbox } from './down/inbox.ts';
import { createPace, type Pace } from './pace.ts';
import type { Draft } from './up/drafts/draft.ts';
import { type Drafts, openDrafts } from './up/drafts/drafts.ts';
import { EMPTY_LEDGER, type Ledger, type LedgerFile } from './up/ledger.ts';
import type { Outbox, Stored } from './up/outbox.ts';
import { openOwnWork } from './up/own-work.ts';

/** Everything this device holds of a school year, for one account; parts are replaced, never changed. */
export interface YearState {
  /** The account whose drafts are among them. */
  readonly by: AccountName;
  readonly docs: ReadonlyMap<string, Downward>;
  /** Ids of registry documents that only a newer version of this page can read. */
  readonly newer: ReadonlySet<string>;
  readonly outbox: readonly Stored[];
  readonly drafts: ReadonlyMap<SheetId, Draft>;
  readonly ledger: Ledger;
  /** Whether `docs` is everything the registry has for this account, and not an empty or half fetched inbox. */
  readonly fetched: boolean;
  /** The registry said that this year is not this account's any more; it is left out of what "everything" means. */
  readonly withdrawn: boolean;
}

/** A school year opened on this device. */
export interface OpenYear {
  readonly database: DatabaseName;
  readonly by: AccountName;
  readonly pace: Pace;
  readonly outbox: Outbox;
  readonly inbox: Inbox;
  readonly drafts: Drafts;
  readonly ledger: LedgerFile;
  readonly state: Store<YearState>;
  /** Reads everything again from the disk: another tab wrote. */
  refresh(): Promise<void>;
  /** Shows what the parts hold now. */
  show(change?: Partial<YearState>): void;
}

/** Opens a school year of an account; works with no network. */
export const openYear = async (
  device: Device,
  database: DatabaseName,
  by: AccountName,
): Promise<OpenYear> => {
  const { outbox, ledger } = await openOwnWork(device, database);
  const [inbox, drafts] = await Promise.all([
    openInbox(device.locks, database, by),
    openDrafts(database, by, outbox),
  ]);
  const state = createStore<YearState>({
    by,
    docs: inbox.docs(),
    newer: inbox.newer(),
    outbox: outbox.list(),
    drafts: drafts.list(),
    ledger: EMPTY_LEDGER,
    fetched: inbox.isWhole(),
    withdrawn: false,
  });
  const show = (change: Partial<YearState> = {}) =>
    state.update({
      docs: inbox.docs(),
      newer: inbox.newer(),
      outbox: outbox.list(),
      drafts: drafts.list(),
      fetched: inbox.isWhole(),
      ...change,
    });
  const refresh = async () => {
    await Promise.all([inbox.refresh(), outbox.refresh(), drafts.refresh()]);
    show({ ledger: await ledger.load() });
  };
  await refresh();
  return { database, by, pace: createPace(), outbox, inbox, drafts, ledger, state, refresh, show };
};

/**
 * The times that documents can carry; a computer whose battery is empty believes it is 1970, and has to save
 * nevertheless.
 */
const [FIRST, LAST] = [Date.UTC(2000, 0, 1), Date.UTC(2099, 11, 31)];

/** The time of this device; information, never order. */
export const deviceNow = (): Instant =>
  new Date(Math.min(Math.max(Date.now(), FIRST), LAST)).toISOString() as Instant;

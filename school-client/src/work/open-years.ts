import type { Me } from '@hocba/shared/contract/auth';
import {
  type AccountName,
  type DatabaseName,
  databaseNameOf,
  databaseParts,
  type SchoolYear,
} from '@hocba/shared/school/identifiers';
import { hasWorkIn } from '@hocba/shared/school/rights';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { wiped, wipeInboxes } from '../device/database/inboxes.ts';
import { forgetLost, listLost } from '../device/traces.ts';
import { within } from '../device/within.ts';
import { session } from '../registry/session/session.ts';
import { createStore } from '../store.ts';
import { type Loop, startLoop } from '../sync/loop.ts';
import { syncFacts } from '../sync/status.ts';
import { withdraw } from '../sync/withdraw.ts';
import { type OpenYear, openYear, type YearState } from '../sync/year.ts';
import { factsOf } from './facts.ts';
import { sealAll } from './sealing.ts';
import { onSyncNow } from './sync-status.ts';

/** The school years open on this page, all of one account. */
interface OpenYears {
  readonly account: AccountName | null;
  readonly years: ReadonlyMap<DatabaseName, OpenYear>;
  /** Years that the browser would not open: nothing may be typed there, because nothing would be kept. */
  readonly failed: ReadonlySet<DatabaseName>;
}

const NONE: OpenYears = { account: null, years: new Map(), failed: new Set() };
const open = createStore<OpenYears>(NONE);
const opening = new Map<DatabaseName, Promise<void>>();
let loop: Loop | undefined;

/** A database that gives no answer for so long is said to have failed; it may still come. */
const OPEN_MS = 20_000;

/** Sends and fetches soon, and tells other tabs to look. */
export const wakeSync = (): void => {
  loop?.tell();
  loop?.wake();
};

const showFacts = (): void => {
  const { me } = session.get();
  const lost = me === null ? [] : listLost(me.account);
  const { years, failed } = open.get();
  const isOpening = [...opening.keys()].some((name) => !years.has(name) && !failed.has(name));
  const unopened = [...failed].map((name) => databaseParts(name).year);
  syncFacts.update({ ...factsOf([...years.values()], me), lost, opening: isOpening, unopened });
};

/** The signed-in person knows what this browser threw away. */
export const putLostAside = (): void => {
  const { me } = session.get();
  if (me !== null) forgetLost(me.account);
  showFacts();
};

const markFailed = (database: DatabaseName, isFailed: boolean): void => {
  const failed = new Set(open.get().failed);
  if (isFailed) failed.add(database);
  else failed.delete(database);
  open.update({ failed });
};

const openOne = async (me: Me, database: DatabaseName): Promise<void> => {
  await wiped();
  const year = await openYear(database, me.account);
  if (open.get().account !== me.account) return;
  year.state.subscribe(showFacts);
  markFailed(database, false);
  open.update({ years: new Map(open.get().years).set(database, year) });
  syncFacts.update({ asked: false });
  showFacts();
  // A draft for which there is no room now is tried again; what is here can be read meanwhile.
  await sealAll(year).catch(() => undefined);
  wakeSync();
};

/** The school years open on this page. */
export const openYears = (): ReadonlyMap<DatabaseName, OpenYear> => open.get().years;

/** Reads the open years again from the disk, here and in other tabs: somebody wrote beside them. */
export const refreshYears = async (): Promise<void> => {
  await Promise.allSettled([...open.get().years.values()].map((year) => year.refresh()));
  loop?.tell();
};

/** Opens a school year unless it is open or being opened. One that cannot be opened is tried again when next asked for. */
const ensure = (me: Me, year: SchoolYear): void => {
  if (me.school === null) return;
  const database = databaseNameOf(me.school.code, year);
  if (opening.has(database)) return;
  const giveUp = (): void => {
    if (open.get().account !== me.account || open.get().years.has(database)) return;
    markFailed(database, true);
    showFacts();
  };
  const opened = openOne(me, database);
  opening.set(database, opened);
  opened.catch(() => opening.delete(database));
  within(OPEN_MS, opened).catch(giveUp);
  showFacts();
};

/** How many school years are open whatever page is shown. */
const ALWAYS_OPEN = 2;

/** The two newest school years of a person: the present one, and the one whose end may still be unsent or unsigned. */
export const alwaysOpen = (me: Me): SchoolYear[] =>
  me.years.filter((year) => hasWorkIn(me, year)).slice(0, ALWAYS_OPEN);

const databasesOf = (me: Me): DatabaseName[] => {
  const { school } = me;
  if (school === null) return [];
  return me.years.filter((year) => hasWorkIn(me, year)).map((year) => databaseNameOf(school.code, year));
};

const begin = (me: Me): void => {
  open.set({ ...NONE, account: me.account });
  opening.clear();
  syncFacts.update({ asked: false });
  void wipeInboxes(me.account, databasesOf(me));
  for (const year of alwaysOpen(me)) ensure(me, year);
  loop = startLoop(() => [...open.get().years.values()]);
};

/** A right has ended while the page was open: what the registry had sent for it leaves the device. */
const leaveWithdrawn = (me: Me): void => {
  const may = databasesOf(me);
  for (const year of open.get().years.values()) {
    const isLeft = may.includes(year.database) || year.state.get().withdrawn;
    if (!isLeft) withdraw(year).catch(() => undefined);
  }
};

/** On signing out the registry's documents leave the device, as others may use it; unsent work never does. */
const forgetInboxes = async (years: readonly OpenYear[]): Promise<void> => {
  // Open ones tell other tabs that they are gone.
  await Promise.allSettled(years.map((year) => year.inbox.reset()));
  await wipeInboxes(null, []);
};

const follow = (): void => {
  const { me, state, needsSignIn } = session.get();
  syncFacts.update({ needsSignIn });
  const account = state === 'signed-in' && me?.school ? me.account : null;
  if (account === open.get().account) {
    if (account !== null && me !== null) leaveWithdrawn(me);
    if (account !== null && !needsSignIn) loop?.wake();
    return;
  }
  loop?.stop();
  loop = undefined;
  if (state === 'signed-out') void forgetInboxes([...open.get().years.values()]);
  open.set(NONE);
  opening.clear();
  if (account !== null && me !== null) begin(me);
};

/** Seals all drafts, then sends; a year whose disk takes nothing does not keep the others back. */
const sealAndSync = (): void => {
  void Promise.allSettled([...open.get().years.values()].map(sealAll)).then(wakeSync);
};

let started = false;
const start = (): void => {
  if (started) return;
  started = true;
  session.subscribe(follow);
  follow();
  onSyncNow(sealAndSync);
  document.addEventListener('visibilitychange', () => document.hidden && sealAndSync());
  addEventListener('pagehide', sealAndSync);
};

const noFollower = () => () => undefined;

/** A school year of the signed-in person's school; `state` is undefined until it is read from the disk. */
export const useYear = (
  year: SchoolYear | undefined,
): { open: OpenYear | undefined; state: YearState | undefined; failed: boolean } => {
  const { me } = useSyncExternalStore(session.subscribe, session.get);
  const all = useSyncExternalStore(open.subscribe, open.get);
  useEffect(() => {
    start();
    if (me !== null && year !== undefined) ensure(me, year);
  }, [me, year]);
  const database = me?.school && year ? databaseNameOf(me.school.code, year) : undefined;
  const found = database === undefined ? undefined : all.years.get(database);
  const failed = database !== undefined && all.failed.has(database);
  const state = useSyncExternalStore(
    found?.state.subscribe ?? noFollower,
    found?.state.get ?? (() => undefined),
  );
  return useMemo(() => ({ open: found, state, failed }), [found, state, failed]);
};

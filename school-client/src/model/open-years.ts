import type { Me } from '@hocba/shared/contract/auth';
import {
  type AccountName,
  type DatabaseName,
  databaseNameOf,
  type SchoolYear,
} from '@hocba/shared/school/identifiers';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { type Loop, startLoop } from '../sync/loop.ts';
import { session } from '../sync/session.ts';
import { syncFacts } from '../sync/status.ts';
import { createStore } from '../sync/store.ts';
import { forgetLost, listLost } from '../sync/traces.ts';
import { type OpenYear, openYear, type YearState } from '../sync/year.ts';
import { factsOf } from './facts.ts';
import { sealAll } from './sealing.ts';
import { onSyncNow } from './sync-status.ts';

/** The school years open on this page, all of one account. */
interface OpenYears {
  readonly account: AccountName | null;
  readonly years: ReadonlyMap<DatabaseName, OpenYear>;
  /** The browser would not open its database: nothing may be typed, because nothing would be kept. */
  readonly failed: boolean;
}

const NONE: OpenYears = { account: null, years: new Map(), failed: false };
const open = createStore<OpenYears>(NONE);
const opening = new Map<DatabaseName, Promise<void>>();
let loop: Loop | undefined;

/** Sends and fetches soon, and tells other tabs to look. */
export const wakeSync = (): void => {
  loop?.tell();
  loop?.wake();
};

const showFacts = (): void => {
  const { me } = session.get();
  const lost = me === null ? [] : listLost(me.account);
  syncFacts.update({ ...factsOf([...open.get().years.values()], me), lost });
};

/** The signed-in person knows what this browser threw away. */
export const putLostAside = (): void => {
  const { me } = session.get();
  if (me !== null) forgetLost(me.account);
  showFacts();
};

const openOne = async (me: Me, database: DatabaseName): Promise<void> => {
  const year = await openYear(database, me.account);
  if (open.get().account !== me.account) return;
  year.state.subscribe(showFacts);
  open.update({ years: new Map(open.get().years).set(database, year) });
  // A draft for which there is no room now is tried again; what is here can be read meanwhile.
  await sealAll(year).catch(() => undefined);
  showFacts();
  wakeSync();
};

/** The school years open on this page. */
export const openYears = (): ReadonlyMap<DatabaseName, OpenYear> => open.get().years;

/** Reads the open years again from the disk, here and in other tabs: somebody wrote beside them. */
export const refreshYears = async (): Promise<void> => {
  await Promise.all([...open.get().years.values()].map((year) => year.refresh()));
  loop?.tell();
};

/** Opens a school year unless it is open or being opened. */
const ensure = (me: Me, year: SchoolYear): void => {
  if (me.school === null) return;
  const database = databaseNameOf(me.school.code, year);
  if (opening.has(database)) return;
  opening.set(
    database,
    openOne(me, database).catch(() => open.update({ failed: true })),
  );
};

/** The two newest school years are always open: the present one, and the one whose end may still be unsent. */
const ALWAYS_OPEN = 2;

/** A teacher may open only years with an assignment; the registry would answer the others with a refusal. */
const mayOpen = (me: Me, year: SchoolYear): boolean =>
  me.role !== 'teacher' || me.assignments.some((assignment) => assignment.year === year);

const begin = (me: Me): void => {
  open.set({ ...NONE, account: me.account });
  opening.clear();
  for (const year of me.years.filter((one) => mayOpen(me, one)).slice(0, ALWAYS_OPEN)) ensure(me, year);
  loop = startLoop(() => [...open.get().years.values()]);
};

/** On signing out the registry's documents leave the device, as others may use it; unsent work never does. */
const forgetInboxes = (years: readonly OpenYear[]): void => {
  for (const year of years) year.inbox.reset().catch(() => undefined);
};

const follow = (): void => {
  const { me, state, needsSignIn } = session.get();
  syncFacts.update({ needsSignIn });
  const account = state === 'signed-in' && me?.school ? me.account : null;
  if (account === open.get().account) {
    if (account !== null && !needsSignIn) loop?.wake();
    return;
  }
  loop?.stop();
  loop = undefined;
  if (state === 'signed-out') forgetInboxes([...open.get().years.values()]);
  open.set(NONE);
  opening.clear();
  if (account !== null && me !== null) begin(me);
};

/** Seals all drafts, then sends. */
const sealAndSync = (): void => {
  Promise.all([...open.get().years.values()].map(sealAll))
    .then(wakeSync)
    .catch(() => undefined);
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
  const state = useSyncExternalStore(
    found?.state.subscribe ?? noFollower,
    found?.state.get ?? (() => undefined),
  );
  return useMemo(() => ({ open: found, state, failed: all.failed }), [found, state, all.failed]);
};

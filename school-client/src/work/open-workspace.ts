import type { Me } from '@hocba/shared/contract/auth';
import { databaseNameOf, databaseParts, type SchoolYear } from '@hocba/shared/school/identifiers';
import { createThisDevice } from '../device/this-device.ts';
import { forgetLost, listLost } from '../device/traces.ts';
import { createPeople } from '../registry/people.ts';
import { createStore } from '../store.ts';
import { type Loop, startLoop } from '../sync/loop.ts';
import { NO_FACTS, type SyncFacts } from '../sync/status.ts';
import { createOwnWorks } from '../sync/up/own-work.ts';
import { withdraw } from '../sync/withdraw.ts';
import type { OpenYear } from '../sync/year.ts';
import { recallChosenYear } from './chosen-year.ts';
import type { Page } from './page.ts';
import { createSealing } from './sealing.ts';
import type { OpenYears, Workspace } from './workspace.ts';
import { factsOf } from './years/facts.ts';
import { createOpener } from './years/opener.ts';
import { alwaysOpen, databasesOf } from './years/own-years.ts';

/** Opens the workspace of a person, and goes on sending and fetching until that person has left. */
export const openWorkspace = (page: Page, me: Me): Workspace => {
  const { session: keeper, computer } = page;
  const { session } = keeper;
  const { account } = me;
  const school = me.school?.code ?? null;
  const facts = createStore<SyncFacts>({ ...NO_FACTS, needsSignIn: session.get().needsSignIn });
  const years = createStore<OpenYears>({ years: new Map(), failed: new Set() });
  const thisDevice = createThisDevice(computer.locks);
  const people = createPeople(keeper);
  let loop: Loop | undefined;
  let isEnded = false;

  const all = (): OpenYear[] => [...years.get().years.values()];
  const wake = (): void => {
    loop?.tell();
    loop?.wake();
  };
  const sealing = createSealing(facts, wake);
  const showFacts = (): void => {
    const unopened = [...years.get().failed].map((name) => databaseParts(name).year);
    const counted = factsOf(all(), session.get().me);
    facts.update({ ...counted, lost: listLost(account), opening: opener.isOpening(), unopened });
  };
  const onOpen = (year: OpenYear): void => {
    year.state.subscribe(showFacts);
    facts.update({ asked: false });
    showFacts();
    // A draft for which there is no room now is tried again; what is here can be read meanwhile.
    void sealing
      .sealAll(year)
      .catch(() => undefined)
      .then(wake);
  };
  const opener = createOpener({
    wiper: computer.wiper,
    account,
    thisDevice,
    years,
    isEnded: () => isEnded,
    onOpen,
    onChange: showFacts,
  });
  const ensure = (year: SchoolYear): void => {
    if (school !== null) opener.ensure(databaseNameOf(school, year));
  };
  const sealAndSync = (): void => void Promise.allSettled(all().map(sealing.sealAll)).then(wake);
  const onHidden = (): void => void (document.hidden && sealAndSync());

  /** A right has ended while the page was open: what the registry had sent for it leaves the device. */
  const leaveWithdrawn = (now: Me): void => {
    const may = databasesOf(now);
    for (const year of all()) {
      const isLeft = may.includes(year.database) || year.state.get().withdrawn;
      if (!isLeft) withdraw(year).catch(() => undefined);
    }
  };
  /** On signing out the registry's documents leave the device, as others may use it; unsent work never does. */
  const forgetInboxes = async (): Promise<void> => {
    // A run that is under way must not make them again.
    await Promise.allSettled(all().map((year) => year.inbox.leave()));
    await computer.wiper.wipe(null, []);
  };
  const end = (): void => {
    if (isEnded) return;
    isEnded = true;
    unfollow();
    loop?.stop();
    people.end();
    document.removeEventListener('visibilitychange', onHidden);
    removeEventListener('pagehide', sealAndSync);
    if (page.workspace.get().now === workspace) page.workspace.set({ now: null });
  };
  const follow = (): void => {
    const { me: now, state, needsSignIn } = session.get();
    facts.update({ needsSignIn });
    if (state === 'signed-in' && now?.account === account) {
      leaveWithdrawn(now);
      if (!needsSignIn) loop?.wake();
      return;
    }
    if (state === 'signed-out') void forgetInboxes();
    end();
  };
  const workspace: Workspace = {
    account,
    school,
    session: keeper,
    facts,
    years,
    sealing,
    ownWorks: createOwnWorks(thisDevice),
    people,
    chosenYear: recallChosenYear(),
    ensure,
    wake,
    look: (year) => {
      const found = all().find(({ database }) => databaseParts(database).year === year);
      if (found !== undefined) loop?.look(found);
    },
    sealAndSync,
    setEditing: (editing) => {
      if (facts.get().editing !== editing) facts.update({ editing });
    },
    refresh: async () => {
      await Promise.allSettled(all().map((year) => year.refresh()));
      loop?.tell();
    },
    putLostAside: () => {
      forgetLost(account);
      showFacts();
    },
    end,
  };
  const unfollow = session.subscribe(follow);
  document.addEventListener('visibilitychange', onHidden);
  addEventListener('pagehide', sealAndSync);
  if (school !== null) {
    void computer.wiper.wipe(account, databasesOf(me));
    for (const year of alwaysOpen(me)) ensure(year);
    loop = startLoop({ session: keeper, locks: computer.locks, facts, years: all });
  }
  return workspace;
};

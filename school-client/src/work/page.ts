import type { Me } from '@hocba/shared/contract/auth';
import { createContext, useContext } from 'react';
import { type Computer, createComputer } from '../device/computer.ts';
import { createSession, type SessionKeeper } from '../registry/session/session.ts';
import { createStore, type Store } from '../store.ts';
import { NO_FACTS, type SyncFacts } from '../sync/status.ts';
import type { Workspace } from './workspace.ts';

/**
 * Things that live as long as this page is open: its computer, the session, and the workspace of the person signed in.
 */
export interface Page {
  readonly computer: Computer;
  readonly session: SessionKeeper;
  /** `now` is null while nobody is signed in, and until the first screen behind the door asks for it. */
  readonly workspace: Store<{ readonly now: Workspace | null }>;
  /** The workspace of a person; `open` makes it when it is not the one that is there. */
  enter(me: Me, open: (page: Page, me: Me) => Workspace): Workspace;
}

/** Makes what a page needs; entry files call it, once. */
export const createPage = (): Page => {
  const computer = createComputer();
  const workspace = createStore<{ readonly now: Workspace | null }>({ now: null });
  const page: Page = {
    computer,
    session: createSession(computer),
    workspace,
    enter: (me, open) => {
      const { now } = workspace.get();
      if (now?.account === me.account) return now;
      now?.end();
      const next = open(page, me);
      workspace.set({ now: next });
      return next;
    },
  };
  return page;
};

/** The facts of the workspace as they are now; a page without one knows of no work. */
export const factsNow = ({ workspace }: Page): SyncFacts => workspace.get().now?.facts.get() ?? NO_FACTS;

const PageContext = createContext<Page | null>(null);

/** Hands a page down to everything on the screen. */
export const PageProvider = PageContext.Provider;

/** The page that the app was started with. */
export const usePage = (): Page => {
  const page = useContext(PageContext);
  if (page === null) throw new Error('no page above');
  return page;
};

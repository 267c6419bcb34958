import { people as peopleEndpoint } from '@hocba/shared/contract/schools';
import { keepNames, recallNames } from '../device/kept/kept-names.ts';
import { createStore, type Store } from '../store.ts';
import type { SessionKeeper } from './session/session.ts';

/** Names of a school's people by account, as the registry told them last. */
export interface People {
  readonly school: string | null;
  readonly names: ReadonlyMap<string, string>;
}

/** The names of the signed-in person's school, kept at hand from `start` on. */
export interface PeopleKeeper {
  readonly people: Store<People>;
  /** Begins to follow the session; does nothing when it does so already. */
  start(): void;
  end(): void;
}

const NOBODY: People = { school: null, names: new Map() };
/** Names change a few times a year. */
const FRESH_MS = 60 * 60 * 1000;

/** Makes the keeper of names; they lie on this device, so that marks have names with no network too. */
export const createPeople = ({ session, callRegistry }: SessionKeeper): PeopleKeeper => {
  const people = createStore<People>(NOBODY);
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let isFetching = false;
  let unfollow: (() => void) | undefined;

  const fetchNames = async (school: string): Promise<void> => {
    const answer = await callRegistry(peopleEndpoint, {});
    if (people.get().school !== school) return;
    fetchedAt = Date.now();
    const names = new Map<string, string>(answer.people.map(({ account, name }) => [account, name]));
    people.set({ school, names });
    await keepNames(school, names);
  };
  const follow = (): void => {
    const { state, me, needsSignIn } = session.get();
    if (state !== 'signed-in' || !me?.school) return;
    const { code } = me.school;
    if (people.get().school !== code) people.set({ school: code, names: recallNames(code) });
    // The session is told of each renewed token, and so this is tried again after a time with no network.
    if (needsSignIn || isFetching || Date.now() - fetchedAt < FRESH_MS) return;
    isFetching = true;
    fetchNames(code)
      .catch(() => undefined)
      .finally(() => {
        isFetching = false;
      });
  };
  return {
    people,
    start: () => {
      if (unfollow !== undefined) return;
      unfollow = session.subscribe(follow);
      follow();
    },
    end: () => unfollow?.(),
  };
};

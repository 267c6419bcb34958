import { people as peopleEndpoint } from '@hocba/shared/contract/schools';
import { keepNames, recallNames } from '../device/kept/kept-names.ts';
import { createStore } from '../store.ts';
import { callRegistry, session } from './session/session.ts';

/** Names of a school's people by account, as the registry told them last. */
export interface People {
  readonly school: string | null;
  readonly names: ReadonlyMap<string, string>;
}

const NOBODY: People = { school: null, names: new Map() };
/** Names change a few times a year. */
const FRESH_MS = 60 * 60 * 1000;

/** The people of the signed-in person's school; kept on this device, so that marks have names with no network too. */
export const people = createStore<People>(NOBODY);
let fetchedAt = Number.NEGATIVE_INFINITY;
let isFetching = false;

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
  if (state === 'signed-out') {
    people.set(NOBODY);
    fetchedAt = Number.NEGATIVE_INFINITY;
  }
  if (state !== 'signed-in' || !me?.school) return;
  const { code } = me.school;
  if (people.get().school !== code) {
    people.set({ school: code, names: recallNames(code) });
    fetchedAt = Number.NEGATIVE_INFINITY;
  }
  // The session is told of each renewed token, and so this is tried again after a time with no network.
  if (needsSignIn || isFetching || Date.now() - fetchedAt < FRESH_MS) return;
  isFetching = true;
  fetchNames(code)
    .catch(() => undefined)
    .finally(() => {
      isFetching = false;
    });
};

let started = false;

/** Keeps the names of the school's people at hand from the first call on. */
export const startPeople = (): void => {
  if (started) return;
  started = true;
  session.subscribe(follow);
  follow();
};

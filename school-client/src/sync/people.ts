import { people as peopleEndpoint } from '@hocba/shared/contract/schools';
import { callRegistry, session } from './session.ts';
import { createStore } from './store.ts';

/** Names of a school's people by account, as the registry told them last. */
export interface People {
  readonly school: string | null;
  readonly names: ReadonlyMap<string, string>;
}

const KEY = 'hocba.people';
const NOBODY: People = { school: null, names: new Map() };
/** Names change a few times a year. */
const FRESH_MS = 60 * 60 * 1000;

/** The people of the school of who is signed in; kept on this device, so that marks have names with no network too. */
export const people = createStore<People>(NOBODY);
let fetchedAt = Number.NEGATIVE_INFINITY;
let isFetching = false;

/** What the device keeps may be cut off or of another version; then there are only accounts until the next fetch. */
const readKept = (school: string): People => {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as {
      school: string;
      names: [string, string][];
    };
    return kept.school === school ? { school, names: new Map(kept.names) } : { ...NOBODY, school };
  } catch {
    return { ...NOBODY, school };
  }
};

const keep = ({ school, names }: People): void => {
  try {
    localStorage.setItem(KEY, JSON.stringify({ school, names: [...names] }));
  } catch {
    // A full device goes without names after the next start.
  }
};

const fetchNames = async (school: string): Promise<void> => {
  const answer = await callRegistry(peopleEndpoint, {});
  if (people.get().school !== school) return;
  fetchedAt = Date.now();
  const fetched = { school, names: new Map(answer.people.map(({ account, name }) => [account, name])) };
  people.set(fetched);
  keep(fetched);
};

const follow = (): void => {
  const { state, me, needsSignIn } = session.get();
  if (state === 'signed-out') {
    localStorage.removeItem(KEY);
    people.set(NOBODY);
    fetchedAt = Number.NEGATIVE_INFINITY;
  }
  if (state !== 'signed-in' || !me?.school) return;
  const { code } = me.school;
  if (people.get().school !== code) {
    people.set(readKept(code));
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

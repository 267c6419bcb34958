import { trustList as endpoint } from '@hocba/shared/contract/keys';
import { standingOf } from '@hocba/shared/credential/trust/seen-list';
import { parseTrustList, type TrustListPayload } from '@hocba/shared/credential/trust/trust-list';

/** The list of keys on this machine: public data, kept so that the page works without a network. */
export interface StoredTrust {
  readonly text: string;
  /** When it came to this machine. */
  readonly fetchedAt: string;
  readonly payload: TrustListPayload;
  readonly rootThumbprint: string;
}

/** The registry's answer, beside the list that this machine goes on with. */
export interface Refreshed {
  readonly list: StoredTrust | null;
  /** A list of another root than the pinned one: it waits until a person has compared the two. */
  readonly offered: StoredTrust | null;
  /** False when the registry could not be reached or sent no list. */
  readonly isReached: boolean;
}

const STORED = 'hocba.trust-list';
/** The root that came first, apart from the list: a damaged list must not open the door to another root. */
const PINNED = 'hocba.trust-root';
const TIMEOUT = 10_000;

const open = async (text: string, fetchedAt: string): Promise<StoredTrust | null> => {
  try {
    const { payload, rootThumbprint } = await parseTrustList(text);
    return { text, fetchedAt, payload, rootThumbprint };
  } catch {
    // A damaged list is as good as none; the next fetch replaces it.
    return null;
  }
};

const findKept = (name: string): string | null => {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // a browser that lets this site keep nothing
  }
};

/** The thumbprint of the root that this machine trusts, or null before the first list came. */
export const pinnedRoot = (): string | null => findKept(PINNED);

/** Makes a list the one in use and its root the pinned one: the first list, or what a person decided. */
export const adoptTrust = (list: StoredTrust): void => {
  try {
    localStorage.setItem(PINNED, list.rootThumbprint);
    localStorage.setItem(STORED, `${list.fetchedAt}\n${list.text}`);
  } catch {
    // A browser that keeps nothing still verifies while it is on line.
  }
};

/** The list kept on this machine, or null; one of another root than the pinned one counts as damaged. */
export const findStoredTrust = async (): Promise<StoredTrust | null> => {
  const [fetchedAt, text] = (findKept(STORED) ?? '').split('\n');
  const kept = fetchedAt === undefined || text === undefined ? null : await open(text, fetchedAt);
  // A list that was kept before roots were pinned pins its own.
  if (kept !== null && pinnedRoot() === null) adoptTrust(kept);
  return kept?.rootThumbprint === pinnedRoot() ? kept : null;
};

const take = (kept: StoredTrust | null, came: StoredTrust): Refreshed => {
  const standing = standingOf(came, { root: pinnedRoot() ?? undefined, list: kept ?? undefined });
  if (standing === 'otherRoot') return { list: kept, offered: came, isReached: true };
  if (standing === 'older') return { list: kept, offered: null, isReached: true };
  adoptTrust(came);
  return { list: came, offered: null, isReached: true };
};

/**
 * Keeps a list that a file brought, if it is newer than the one in use and of its root; answers the list to go on with.
 * `inUse` is what a browser that keeps nothing has in place of the stored list.
 */
export const keepBrought = async (
  inUse: StoredTrust | null,
  text: string,
  now: string,
): Promise<StoredTrust | null> => {
  const kept = (await findStoredTrust()) ?? inUse;
  const came = await open(text, now);
  return came === null || came.rootThumbprint !== kept?.rootThumbprint ? kept : take(kept, came).list;
};

/**
 * Fetches the registry's list and keeps it, unless a newer one of its root is here already. A list of another root than
 * the pinned one replaces nothing: it is offered. Never rejects.
 */
export const refreshTrust = async (now: string): Promise<Refreshed> => {
  const kept = await findStoredTrust();
  try {
    const answer = await fetch(endpoint.path, { signal: AbortSignal.timeout(TIMEOUT), cache: 'no-cache' });
    const came = answer.ok ? await open((await answer.text()).trim(), now) : null;
    return came === null ? { list: kept, offered: null, isReached: false } : take(kept, came);
  } catch {
    return { list: kept, offered: null, isReached: false };
  }
};

import { trustList as endpoint } from '@hocba/shared/contract/keys';
import { parseTrustList, type TrustListPayload } from '@hocba/shared/credential/trust-list';

/** The list of keys on this machine: public data, kept so that the page works without a network. */
export interface StoredTrust {
  readonly text: string;
  /** When it came to this machine. */
  readonly fetchedAt: string;
  readonly payload: TrustListPayload;
  readonly rootThumbprint: string;
}

const STORED = 'hocba.trust-list';
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

/** The list kept on this machine, or null. */
export const findStoredTrust = async (): Promise<StoredTrust | null> => {
  const [fetchedAt, text] = (localStorage.getItem(STORED) ?? '').split('\n');
  return fetchedAt === undefined || text === undefined ? null : open(text, fetchedAt);
};

/**
 * Fetches the registry's list and keeps it, unless the same root's list on this machine is newer: nobody may
 * bring an old list back. Answers `kept` when the registry cannot be reached or sends no list.
 */
export const refreshTrust = async (kept: StoredTrust | null, now: string): Promise<StoredTrust | 'kept'> => {
  try {
    const answer = await fetch(endpoint.path, { signal: AbortSignal.timeout(TIMEOUT), cache: 'no-cache' });
    const fetched = answer.ok ? await open((await answer.text()).trim(), now) : null;
    if (fetched === null) return 'kept';
    const older =
      kept?.rootThumbprint === fetched.rootThumbprint && fetched.payload.sequence < kept.payload.sequence;
    if (older) return 'kept';
    localStorage.setItem(STORED, `${now}\n${fetched.text}`);
    return fetched;
  } catch {
    return 'kept';
  }
};

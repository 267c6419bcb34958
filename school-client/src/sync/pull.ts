import { CallError } from './call.ts';
import type { Inbox } from './inbox.ts';
import { openRemote } from './pouch.ts';
import type { RegistryFetch } from './registry-fetch.ts';

const BATCH = 500;

/**
 * Fetches what the registry wrote since the last time, in smaller pages when a proxy finds a request too large.
 * Throws CallError; what arrived before stays.
 */
export const pull = async (
  inbox: Inbox,
  url: string,
  registry: RegistryFetch,
  batchSize = BATCH,
): Promise<void> => {
  try {
    await inbox.db.pull(openRemote(url, registry.fetch), batchSize);
  } catch {
    const trouble = registry.trouble() ?? new CallError('OVERLOADED');
    if (trouble.code !== 'BODY_TOO_LARGE' || batchSize === 1) throw trouble;
    await pull(inbox, url, registry, Math.ceil(batchSize / 4));
  } finally {
    await inbox.refresh();
  }
};

import { CallError } from './call.ts';
import type { Inbox } from './inbox.ts';
import { openRemote } from './pouch.ts';
import type { RegistryFetch } from './registry-fetch.ts';

const BATCH = 500;

/** Fetches what the registry wrote since the last time. Throws CallError; what arrived before stays. */
export const pull = async (inbox: Inbox, url: string, registry: RegistryFetch): Promise<void> => {
  try {
    await inbox.db.pull(openRemote(url, registry.fetch), BATCH);
  } catch {
    throw registry.trouble() ?? new CallError('OVERLOADED');
  } finally {
    await inbox.refresh();
  }
};

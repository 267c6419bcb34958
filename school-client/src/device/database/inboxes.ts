import type { AccountName, DatabaseName } from '@hocba/shared/school/identifiers';
import { within } from '../within.ts';
import { listLocalNames, STORED_PREFIX } from './local-names.ts';

const START = 'inbox-';
/** A tab that holds a database may give no answer: then the page goes on, and the next start wipes the rest. */
const ANSWER_MS = 8_000;

/** Names of the two databases that an inbox changes between. */
const namesOf = (database: DatabaseName, account: AccountName): string[] => {
  const name = `${database}-${account}`;
  return [name, `${name}-2`];
};

const deleteDatabase = (name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const deleting = indexedDB.deleteDatabase(name);
    deleting.onsuccess = () => resolve();
    deleting.onerror = () => reject(deleting.error);
  });

/** Wipes inboxes, one call after the other. */
export interface Wiper {
  /**
   * Wipes every inbox on this device but those of one account and these school years: what the registry sent to other
   * accounts, or to this account before a right ended. Outboxes and drafts are never touched, because no other copy of
   * them exists. Never rejects; in a browser that does not list its databases nothing is wiped here.
   */
  wipe(account: AccountName | null, keep: readonly DatabaseName[]): Promise<void>;
  /** Resolves when what is being wiped is gone: an inbox opened meanwhile would be destroyed under its reader. */
  done(): Promise<void>;
}

/** Makes the wiper of a page. */
export const createWiper = (): Wiper => {
  let last: Promise<void> = Promise.resolve();
  return {
    done: () => last,
    wipe: (account, keep) => {
      const stay = account === null ? [] : keep.flatMap((database) => namesOf(database, account));
      const wipe = async (): Promise<void> => {
        const leave = (await listLocalNames(START)).filter((name) => !stay.includes(name));
        await Promise.allSettled(leave.map((name) => deleteDatabase(STORED_PREFIX + START + name)));
      };
      last = last.then(() => within(ANSWER_MS, wipe())).catch(() => undefined);
      return last;
    },
  };
};

/** Locks by name that every tab of this computer respects. */
export interface Locks {
  /** Runs work while nobody else on this device, in any tab, holds the name; those who wait go in order. */
  underLock<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Runs work when the name is free now, and gives undefined without waiting when it is not. */
  ifFree<T>(name: string, work: () => Promise<T>): Promise<T | undefined>;
  /**
   * Takes the lock of a name away from its holder and runs work under it. This is for a holder that no longer lives;
   * the holder's own work is not undone.
   */
  takeOver<T>(name: string, work: () => Promise<T>): Promise<T | undefined>;
}

const webLocks = (): LockManager | undefined => globalThis.navigator?.locks;

/** Makes the locks of a page. Browsers and pages without Web Locks have a queue for each name within the page. */
export const createLocks = (): Locks => {
  const queues = new Map<string, Promise<unknown>>();
  const inPage = <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const before = queues.get(name) ?? Promise.resolve();
    const result = before.then(work, work);
    queues.set(
      name,
      result.catch(() => undefined),
    );
    return result;
  };
  const underLock: Locks['underLock'] = <T>(name: string, work: () => Promise<T>) =>
    inPage<T>(name, async () => (await (webLocks()?.request(name, work) ?? work())) as T);
  return {
    underLock,
    ifFree: async <T>(name: string, work: () => Promise<T>) => {
      const locks = webLocks();
      if (locks === undefined) return underLock(name, work);
      return (await locks.request(name, { ifAvailable: true }, (lock) =>
        lock === null ? Promise.resolve(undefined) : work(),
      )) as T | undefined;
    },
    takeOver: async <T>(name: string, work: () => Promise<T>) => {
      const locks = webLocks();
      if (locks === undefined) return underLock(name, work);
      return (await locks.request(name, { steal: true }, work)) as T;
    },
  };
};

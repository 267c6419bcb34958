/** Queues of this page, for browsers and pages without Web Locks. */
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

/** Runs work while nobody else on this device, in any tab, holds the name; those who wait go in order. */
export const underLock = <T>(name: string, work: () => Promise<T>): Promise<T> =>
  inPage(name, async () => {
    const locks = globalThis.navigator?.locks;
    if (locks === undefined) return work();
    return (await locks.request(name, work)) as T;
  });

/** Runs work when the name is free now, and gives undefined without waiting when it is not. */
export const ifFree = async <T>(name: string, work: () => Promise<T>): Promise<T | undefined> => {
  const locks = globalThis.navigator?.locks;
  if (locks === undefined) return underLock(name, work);
  return (await locks.request(name, { ifAvailable: true }, (lock) =>
    lock === null ? Promise.resolve(undefined) : work(),
  )) as T | undefined;
};

/**
 * Takes the lock of a name away from its holder and runs work under it. This is for a holder that no longer lives;
 * the holder's own work is not undone.
 */
export const takeOver = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
  const locks = globalThis.navigator?.locks;
  if (locks === undefined) return underLock(name, work);
  return (await locks.request(name, { steal: true }, work)) as T;
};

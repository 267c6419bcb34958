/** Work that is under way may still come to its own end for so long; milliseconds. */
const LAST_ANSWERS_MS = 3_000;

/** The event of the window that says that the browser broke off a transaction on a database. */
const eventOf = (name: string): string => `hocba-broken-off:${name}`;

/** Watches the connections to databases of ours; of each transaction that is broken off the window tells. */
export const watchConnections = (namePrefix: string): void => {
  if (typeof IDBFactory === 'undefined') return;
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function watched(this: IDBFactory, name, version) {
    const request = open.call(this, name, version);
    if (!name.startsWith(namePrefix)) return request;
    request.addEventListener('success', () => {
      const tell = ({ target }: Event) =>
        globalThis.dispatchEvent(
          new CustomEvent(eventOf(name), { detail: (target as IDBTransaction).error?.name ?? 'AbortError' }),
        );
      request.result.addEventListener('abort', tell);
    });
    return request;
  };
};

const NAME = 'BrokenOff';

/** Whether work had no answer because the connection was closed when a transaction on it was broken off. */
export const isBrokenOff = (error: unknown): boolean =>
  (error as { name?: unknown } | null | undefined)?.name === NAME;

const brokenOffBy = (cause: string): Error =>
  Object.assign(new Error(`broken off by the browser: ${cause}`), { name: NAME });

/**
 * Waits for work on a database. PouchDB hears of a transaction that was broken off only where it asked to: what writes
 * a `_local` document onto a full disk would never be answered, and a replication would wait for its checkpoint until
 * the page is loaded again. Rejects with BrokenOff some seconds after a transaction of the database was broken off.
 */
export const untilBrokenOff = <T>(
  name: string,
  work: PromiseLike<T>,
  patience = LAST_ANSWERS_MS,
): Promise<T> =>
  new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const giveUp = (event: Event): void => {
      timer ??= setTimeout(() => reject(brokenOffBy((event as CustomEvent<string>).detail)), patience);
    };
    globalThis.addEventListener(eventOf(name), giveUp);
    const settle = (): void => {
      clearTimeout(timer);
      globalThis.removeEventListener(eventOf(name), giveUp);
    };
    Promise.resolve(work).finally(settle).then(resolve, reject);
  });

/** The awaited answer did not come in time; it may still come later. */
export class TookTooLong extends Error {
  constructor() {
    super('no answer in time');
    this.name = 'TookTooLong';
  }
}

/**
 * Waits no longer than so many milliseconds for a promise. A browser may leave the opening of a database unanswered
 * when another tab holds it or the disk is damaged. Rejects with TookTooLong.
 */
export const within = <T>(ms: number, promise: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TookTooLong()), ms);
    promise.finally(() => clearTimeout(timer)).then(resolve, reject);
  });

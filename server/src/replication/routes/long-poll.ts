import type { Db } from '../../storage/engine/db.ts';
import type { FeedPage } from '../feed/feed.ts';

interface Waiting {
  readonly db: Db;
  readonly read: () => Promise<FeedPage>;
  /** Milliseconds until an empty page is answered. */
  readonly wait: number;
  /** Milliseconds between signs of life. */
  readonly heartbeat: number;
  /** Ends the wait at once. */
  readonly signal: AbortSignal;
}

/** Resolves at the next commit, after `ms`, or when the signal ends everything. */
const commitOrPause = (db: Db, ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      stopListening();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    const stopListening = db.onCommit(done);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });

/**
 * Waits for the first page with rows: a heartbeat at once, so that the answer's head leaves, then one per pause, and
 * at last the page, empty when the time is over. It looks again at every heartbeat, because another process may
 * have written.
 */
export const waitForChanges = async function* ({
  db,
  read,
  wait,
  heartbeat,
  signal,
}: Waiting): AsyncGenerator<'heartbeat' | FeedPage> {
  const end = performance.now() + wait;
  let next = performance.now();
  for (;;) {
    const page = await read();
    const now = performance.now();
    if (page.rows.length > 0 || now >= end || signal.aborted) {
      yield page;
      return;
    }
    if (now >= next) {
      yield 'heartbeat';
      next = now + heartbeat;
    }
    await commitOrPause(db, Math.max(1, Math.min(next, end) - now), signal);
  }
};

import type { Instant } from '@hocba/shared/school/identifiers';
import { withRemote } from '../../device/database/pouch.ts';
import { DeviceFull, hasRoom, writingFault } from '../../device/database/room.ts';
import { CallError } from '../../registry/call.ts';
import type { RegistryFetch } from '../../registry/registry-fetch.ts';
import { MOST_TOGETHER, type Pace } from '../pace.ts';
import type { Copy } from './copy.ts';
import type { Inbox } from './inbox.ts';
import { readSnapshot, type SnapshotDoc } from './snapshot.ts';

/** Longer than this without a whole copy, and fetching it anew is cheaper and surer than catching up. */
const OLD_MS = 30 * 24 * 60 * 60 * 1000;
/** The time of a whole copy is written down again only after so long: each writing is one more on the disk. */
const AGING_MS = 60 * 60 * 1000;

/** One pull. */
export interface PullRun {
  readonly inbox: Inbox;
  readonly pace: Pace;
  /** `https://host/sync/<school>-<year>/` */
  readonly url: string;
  readonly registry: RegistryFetch;
  readonly now: Instant;
  /** Told when the feed ends before where it was followed to: the registry's data is older than it was. */
  readonly onBehind: () => Promise<void>;
}

/** Follows the feed, in smaller pages when one was too much for the line or a proxy. */
const follow = async (run: PullRun, since?: number): Promise<number> => {
  const { inbox, pace, url, registry } = run;
  const batchSize = pace.down;
  try {
    const seq = await withRemote(url, registry.fetch, (remote) => inbox.db.pull(remote, batchSize, since));
    pace.down = MOST_TOGETHER;
    return seq;
  } catch (error) {
    const fault = await writingFault(error);
    if (fault instanceof DeviceFull) throw fault;
    const trouble = registry.trouble() ?? new CallError('OVERLOADED');
    pace.down = Math.ceil(batchSize / 4);
    if (trouble.code !== 'BODY_TOO_LARGE' || batchSize === 1) throw trouble;
    return follow(run, since);
  }
};

/** Whether a copy is one to go on with: of the present life of the data, and not left for too long. */
const isGood = (copy: Copy | undefined, epoch: string, now: Instant): copy is Copy =>
  copy?.epoch === epoch && Date.parse(now) - Date.parse(copy.at) < OLD_MS;

/** Begins a copy with one request for everything; what breaks off is gone on with by the feed in the next run. */
const begin = async (run: PullRun, epoch: string): Promise<number> => {
  const { inbox, url, registry, now } = run;
  await inbox.startAgain({ epoch, state: 'loading', at: now, seq: 0 });
  const store = (docs: readonly SnapshotDoc[]) => inbox.db.load(docs);
  const seq = await readSnapshot(registry, url, epoch, store, MOST_TOGETHER);
  return follow(run, seq);
};

/** Goes on with the copy that is there when it is good for that, else with another from the beginning. */
const fetchCopy = async (run: PullRun): Promise<void> => {
  const { inbox, url, registry, now } = run;
  const epoch = await registry.greeting(url);
  const copy = await inbox.findCopy();
  const known = isGood(copy, epoch, now) ? copy : undefined;
  const end = known === undefined ? undefined : await follow(run);
  // A feed that ends before where it was followed to is of older data, put back by hand, whatever their name says.
  const goesOn = known !== undefined && end !== undefined && end >= known.seq;
  if (known !== undefined && !goesOn) await run.onBehind();
  const seq = goesOn ? end : await begin(run, epoch);
  const isFresh =
    goesOn &&
    known.state === 'whole' &&
    known.seq === seq &&
    Date.parse(now) - Date.parse(known.at) < AGING_MS;
  if (!isFresh) await inbox.saveCopy({ epoch, state: 'whole', at: now, seq });
};

/**
 * Fetches what the registry wrote. A copy that is none yet, old, or of another life of the data begins with a snapshot;
 * it is called whole, and shown, only when the feed has been followed to its end. Throws CallError, and DeviceFull
 * before the last room is taken, or when a browser that does not tell how much there is has none; what arrived before
 * stays.
 */
export const pull = async (run: PullRun): Promise<void> => {
  if (!(await hasRoom())) throw new DeviceFull();
  try {
    await fetchCopy(run).finally(() => run.inbox.refresh());
  } catch (error) {
    // Any step may be the one that finds the disk full, reading too: to open a database anew PouchDB writes to it.
    throw error instanceof CallError ? error : await writingFault(error);
  }
};

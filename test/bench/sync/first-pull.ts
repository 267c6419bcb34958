import { localPouch } from '../../contract/stock-pouch.ts';
import type { Place, Side } from './side.ts';
import { remoteOf } from './transfers.ts';

/** A device's first pull. */
export interface FirstPull {
  readonly docs: number;
  readonly ms: number;
  readonly requests: number;
}

type Line = { _id: string } & Record<string, unknown>;

/** Counts what passes through `fetch` while some work runs. */
const counting = async (work: () => Promise<unknown>): Promise<number> => {
  const real = globalThis.fetch;
  let requests = 0;
  globalThis.fetch = (...args) => {
    requests += 1;
    return real(...args);
  };
  try {
    await work();
  } finally {
    globalThis.fetch = real;
  }
  return requests;
};

const timed = async (work: () => Promise<number>): Promise<FirstPull> => {
  const start = performance.now();
  let docs = 0;
  const requests = await counting(async () => {
    docs = await work();
  });
  return { docs, ms: performance.now() - start, requests };
};

/** As a device of ours does it: the snapshot, into the empty database, and the feed behind it. */
export const snapshotPull = async (side: Side, place: Place): Promise<FirstPull> => {
  const { url, name, token } = await side.again(place);
  const local = localPouch();
  const pulled = await timed(async () => {
    const answer = await fetch(`${url}/${name}/_snapshot`, { headers: { authorization: `Bearer ${token}` } });
    if (!answer.ok) throw new Error(`snapshot: ${answer.status}`);
    const lines = (await answer.text()).trimEnd().split('\n');
    const { end } = JSON.parse(lines.pop() ?? '{}') as { end?: boolean };
    if (end !== true) throw new Error('the snapshot has no end');
    const docs = lines.slice(1).map((line) => JSON.parse(line) as Line);
    await local.bulkDocs(docs, { new_edits: false });
    const { seq } = JSON.parse(lines[0] ?? '{}') as { seq: number };
    await local.replicate.from(remoteOf({ url, name, token }), { since: seq, checkpoint: 'target' });
    return docs.length;
  });
  await local.destroy();
  return pulled;
};

/** As stock PouchDB does it. */
export const stockPull = async (side: Side, place: Place): Promise<FirstPull> => {
  const remote = remoteOf(await side.again(place));
  const local = localPouch();
  const pulled = await timed(async () => (await local.replicate.from(remote, {})).docs_written);
  await local.destroy();
  return pulled;
};

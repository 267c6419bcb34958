import { setTimeout as pause } from 'node:timers/promises';
import { localPouch, type Pouch } from '../../fixtures/stock-pouch.ts';
import type { BenchDoc, Place, Side } from './sides/side.ts';
import { remoteOf } from './transfers.ts';

/** A device's first pull. */
export interface FirstPull {
  readonly docs: number;
  readonly ms: number;
  readonly requests: number;
}

/** Adds a line's delay to each request and counts them while some work runs. */
const onLine = async (delayMs: number, work: () => Promise<unknown>): Promise<number> => {
  const real = globalThis.fetch;
  let requests = 0;
  globalThis.fetch = async (...args) => {
    requests += 1;
    if (delayMs > 0) await pause(delayMs);
    return real(...args);
  };
  try {
    await work();
  } finally {
    globalThis.fetch = real;
  }
  return requests;
};

const timed = async (delayMs: number, work: (local: Pouch) => Promise<number>): Promise<FirstPull> => {
  const local = localPouch();
  const start = performance.now();
  let docs = 0;
  const requests = await onLine(delayMs, async () => {
    docs = await work(local);
  });
  const ms = performance.now() - start;
  await local.destroy();
  return { docs, ms, requests };
};

/** Documents that a device writes at a time. */
const STEP = 500;

/** The lines of an answer as they arrive. */
const linesOf = async function* (answer: Response): AsyncGenerator<string> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of answer.body ?? []) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
};

interface Line {
  readonly _id?: string;
  readonly seq?: number;
  readonly end?: boolean;
}

/** Writes the documents of a snapshot while the rest is on its way; answers the number the feed goes on behind. */
const loadSnapshot = async (answer: Response, local: Pouch): Promise<{ seq: number; docs: number }> => {
  let seq = 0;
  let docs = 0;
  let isWhole = false;
  let step: Line[] = [];
  const write = async () => {
    docs += step.length;
    await local.bulkDocs(step, { new_edits: false });
    step = [];
  };
  for await (const text of linesOf(answer)) {
    const line = JSON.parse(text) as Line;
    if (line._id !== undefined) step.push(line);
    seq = line.seq ?? seq;
    isWhole = line.end === true;
    if (step.length === STEP) await write();
  }
  if (!isWhole) throw new Error('the snapshot has no end');
  await write();
  return { seq, docs };
};

/** As a device of ours does it: the snapshot, into the empty database, and the feed behind it. */
export const snapshotPull = async (side: Side, place: Place, delayMs: number): Promise<FirstPull> => {
  const now = await side.again(place);
  const { url, name, token } = now;
  return timed(delayMs, async (local) => {
    const answer = await fetch(`${url}/${name}/_snapshot`, { headers: { authorization: `Bearer ${token}` } });
    if (!answer.ok) throw new Error(`snapshot: ${answer.status}`);
    const { seq, docs } = await loadSnapshot(answer, local);
    await local.replicate.from(remoteOf(now), { since: seq, checkpoint: 'target' });
    return docs;
  });
};

/**
 * Milliseconds that the client needs by itself to write the documents of a first pull into its own database, in memory
 * already: no server can make a first pull faster than this.
 */
export const writingAlone = async (docs: readonly BenchDoc[]): Promise<number> => {
  const local = localPouch();
  const hash = '0123456789abcdef0123456789abcdef';
  const revision = { _rev: `1-${hash}`, _revisions: { start: 1, ids: [hash] } };
  const whole = docs.map((doc) => ({ ...doc, ...revision }));
  const start = performance.now();
  for (let i = 0; i < whole.length; i += STEP) {
    await local.bulkDocs(whole.slice(i, i + STEP), { new_edits: false });
  }
  const ms = performance.now() - start;
  await local.destroy();
  return ms;
};

/** As stock PouchDB does it. */
export const stockPull = async (side: Side, place: Place, delayMs: number): Promise<FirstPull> => {
  const remote = remoteOf(await side.again(place));
  return timed(delayMs, async (local) => (await local.replicate.from(remote, {})).docs_written);
};

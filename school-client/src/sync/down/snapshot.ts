import { CallError } from '../../registry/call.ts';
import type { RegistryFetch } from '../../registry/registry-fetch.ts';

/** A document as the registry holds it, with its revisions. */
export interface SnapshotDoc {
  readonly _id: string;
  readonly _rev: string;
}

const linesOf = async function* (pieces: AsyncIterable<string>): AsyncGenerator<unknown> {
  let rest = '';
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') yield JSON.parse(line);
  }
  // A last line without its end is one that was cut off.
};

const isObject = (line: unknown): line is Readonly<Record<string, unknown>> =>
  typeof line === 'object' && line !== null;

const isDoc = (line: unknown): line is SnapshotDoc =>
  isObject(line) && typeof line._id === 'string' && typeof line._rev === 'string';

/**
 * Reads `_snapshot` line by line and hands its documents on in batches; returns the number that the feed goes on
 * behind. Undefined when the registry is older than this page and has no such answer. Throws CallError OFFLINE for one
 * that broke off, is of another life of the data, or is none at all: nobody may take what came of it for whole.
 */
export const readSnapshot = async (
  registry: RegistryFetch,
  url: string,
  epoch: string,
  take: (docs: readonly SnapshotDoc[]) => Promise<void>,
  batchSize: number,
): Promise<number | undefined> => {
  let seq: number | undefined;
  let batch: SnapshotDoc[] = [];
  let count = 0;
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await take(batch);
    batch = [];
  };
  try {
    for await (const line of linesOf(registry.pieces(`${url}_snapshot`))) {
      if (seq === undefined) {
        if (!isObject(line) || line.epoch !== epoch || typeof line.seq !== 'number') break;
        seq = line.seq;
      } else if (isDoc(line)) {
        count += 1;
        if (batch.push(line) === batchSize) await flush();
      } else if (isObject(line) && line.end === true && line.docs === count) {
        await flush();
        return seq;
      } else break;
    }
  } catch (error) {
    // The documents that arrived stay: the next run goes on from them.
    if (error instanceof CallError || error instanceof SyntaxError) await flush();
    if (error instanceof CallError && error.code === 'NOT_FOUND') return undefined;
    throw error instanceof SyntaxError ? new CallError('OFFLINE') : error;
  }
  await flush();
  throw new CallError('OFFLINE');
};

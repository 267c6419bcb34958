import { localPouch } from '../../fixtures/stock-pouch.ts';
import type { BenchDoc, Side } from './sides/side.ts';
import { remoteOf } from './transfers.ts';

/** A sync with nothing to do, at some size of the database. */
export interface Idle {
  readonly docs: number;
  readonly ms: number;
  readonly cpuMs: number;
}

const REPEATS = 100;

/**
 * What it costs to find out that there is nothing to do: a device whose checkpoint is at the end pulls, again and
 * again. It began at the end, because the bodies of what came before do not matter to anybody here.
 */
export const idleAt = async (side: Side, docs: readonly BenchDoc[]): Promise<Idle> => {
  const remote = remoteOf(await side.filledPlace(docs));
  const local = localPouch();
  const tail = Math.floor(docs.length / 2) * 2 - Math.min(docs.length, 100);
  await local.replicate.from(remote, { batch_size: 500, checkpoint: 'target', since: tail });
  const syncs = async () => {
    for (let i = 0; i < REPEATS; i++) {
      const { docs_read: read } = await local.replicate.from(remote, {
        batch_size: 500,
        checkpoint: 'target',
      });
      if (read > 0) throw new Error(`${read} documents came although nothing had changed`);
    }
  };
  await syncs();
  const { ms, cpuMs } = await side.server.measure(syncs);
  await local.destroy();
  return { docs: docs.length, ms: ms / REPEATS, cpuMs: cpuMs / REPEATS };
};

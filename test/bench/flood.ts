import { TEST_MAC } from '@hocba/server/storage/engine/chain-mac.fixture';
import { openStorage } from '@hocba/server/storage/engine/open';
import { findSheet } from '@hocba/server/storage/queries/records/sheets';
import { sheetIdOf } from '@hocba/shared/school/identifiers';
import { conflictingBatch, FLOODED } from '../fixtures/conflicting-batch.ts';
import { openTermDevice } from '../fixtures/end-of-term/device.ts';
import { type RegistryProcess, startRegistryProcess } from '../fixtures/end-of-term/registry-process.ts';
import { prepareSchools, type TermDesk } from '../fixtures/end-of-term/schools.ts';
import { withDatabaseUrl } from './with-database.ts';

/** The entries that one account sends against one sheet of its own, and how much another school works meanwhile. */
export interface FloodOptions {
  /** Requests of conflicting cells, each as large as a request may be. */
  readonly requests: number;
  /** Saves of the other school that are measured without the flood. */
  readonly saves: number;
}

/** The attack that was seen: it kept another school waiting for a minute and left a row of 41 MB. */
export const FLOOD: FloodOptions = { requests: 34, saves: 300 };

/** Saves before anything is measured. */
const WARM_UP = 50;

/** How long saves took, in milliseconds. */
interface Waits {
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
}

/** The delays of the other school, and the state behind the flood. */
export interface FloodReport {
  readonly quiet: Waits;
  readonly flooded: Waits;
  /** Saves of the other school that were done from the first request of the flood until all was projected. */
  readonly savesBeside: number;
  /** Size of the row that holds the flooded sheet. */
  readonly rowBytes: number;
  /** From the first request until all was projected. */
  readonly projectedMs: number;
}

const waitsOf = (times: readonly number[]): Waits => {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), longest: at(1) };
};

/** A teacher of another school at work: each save is sent and what the registry says is fetched. */
const workAt = (desk: TermDesk, registry: RegistryProcess) => {
  const device = openTermDevice(
    desk,
    () => 0.5,
    () => false,
  );
  return async (): Promise<number> => {
    device.save();
    const start = performance.now();
    await device.sync(() => registry.base);
    return performance.now() - start;
  };
};

/** Sends the batches one after the other, as fast as they are answered. */
const flood = async (desk: TermDesk, { base }: RegistryProcess, batches: readonly string[]) => {
  for (const batch of batches) await desk.session.request(base, `/sync/${desk.database}/_bulk_docs`, batch);
};

/** Plays the flood against a registry process with the limits it has by default, and measures the other school. */
export const playFlood = ({ requests, saves }: FloodOptions): Promise<FloodReport> =>
  withDatabaseUrl(async (url) => {
    const { shared, desks } = await prepareSchools(url, 2, 1);
    const [attacker, other] = desks as [TermDesk, TermDesk];
    const batches = Array.from({ length: requests }, (_, i) => conflictingBatch(attacker, i));
    const registry = await startRegistryProcess(shared);
    try {
      const work = workAt(other, registry);
      for (let i = 0; i < WARM_UP; i++) await work();
      const quiet: number[] = [];
      for (let i = 0; i < saves; i++) quiet.push(await work());
      const flooded: number[] = [];
      let isOver = false;
      const start = performance.now();
      const flooding = flood(attacker, registry, batches)
        .then(() => registry.idle())
        .finally(() => {
          isOver = true;
        });
      while (!isOver) flooded.push(await work());
      await flooding;
      const projectedMs = performance.now() - start;
      await registry.stop();
      const db = await openStorage(url, TEST_MAC);
      const sheet = sheetIdOf(attacker.class, FLOODED, 'hk1');
      const row = await findSheet(db, attacker.database, sheet).finally(() => db.close());
      const rowBytes = Buffer.byteLength(row?.body ?? '');
      return {
        ...{ quiet: waitsOf(quiet), flooded: waitsOf(flooded), savesBeside: flooded.length },
        ...{ rowBytes, projectedMs },
      };
    } finally {
      await registry.stop();
    }
  });

const ms = (value: number): string => `${value.toFixed(1)} ms`;
const waits = ({ p50, p99, longest }: Waits): string =>
  `median ${ms(p50)}, p99 ${ms(p99)}, longest ${ms(longest)}`;

/** The report as text. */
export const floodText = ({ quiet, flooded, rowBytes, projectedMs }: FloodReport): string =>
  [
    'One account floods its own sheet while another school saves columns of 45 marks, limits as by default:',
    `  without the flood a save takes ${waits(quiet)}`,
    `  beside the flood  a save takes ${waits(flooded)}: p99 ${(flooded.p99 / quiet.p99).toFixed(1)} times (to stay under 3)`,
    `  all projected after ${(projectedMs / 1000).toFixed(1)} s; the row of the sheet has ${Math.round(rowBytes / 1000)} kB`,
  ].join('\n');

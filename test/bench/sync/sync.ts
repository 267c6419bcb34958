import { localPouch } from '../../fixtures/stock-pouch.ts';
import { downwardDocs, entryDocs, meanBytes } from './documents.ts';
import { snapshotPull, stockPull, writingAlone } from './first-pull.ts';
import { type Idle, idleAt } from './idle.ts';
import type { Figures, FirstPulls, SideFigures } from './report.ts';
import { startPeers } from './sides/peers.ts';
import { type RegistrySide, startRegistrySide } from './sides/registry-side.ts';
import type { Place, Side } from './sides/side.ts';
import { getOnce, pullOnce, pushOnce, type Sample } from './transfers.ts';

/** How much of the bench is run; the tests run a grain of it, without peers. */
export interface SyncBenchOptions {
  readonly rounds: number;
  /** Documents of a push and of a pull. */
  readonly size: number;
  readonly batches: readonly number[];
  /** Documents of a first pull. */
  readonly schoolYear: number;
  /** Milliseconds that the lines of the first pulls add to each request. */
  readonly delays: readonly number[];
  /** Documents in the databases where there is nothing to do. */
  readonly idleSizes: readonly number[];
  readonly getSeconds: number;
  /** Whether the peers are installed and measured too. */
  readonly withPeers: boolean;
}

/** The run that the aims are about. */
export const WHOLE: Omit<SyncBenchOptions, 'rounds'> = {
  size: 10_000,
  batches: [100, 500],
  schoolYear: 1600,
  delays: [0, 10, 150],
  idleSizes: [1000, 10_000, 100_000],
  getSeconds: 3,
  withPeers: true,
};

type Progress = (line: string) => void;

interface Run extends SyncBenchOptions {
  readonly ours: RegistrySide;
  /** Ours first. */
  readonly sides: readonly Side[];
  readonly progress: Progress;
}

/** Side after side, round after round: what disturbs the machine for a while disturbs all. The first round warms up. */
const inTurn = async <Result>(
  { sides, rounds, progress }: Run,
  name: string,
  once: (side: Side) => Promise<Result>,
): Promise<Map<Side, Result[]>> => {
  const results = new Map(sides.map((side) => [side, [] as Result[]]));
  for (let round = 0; round <= rounds; round++) {
    progress(`${name}, ${round === 0 ? 'warming up' : `round ${round} of ${rounds}`}`);
    for (const side of sides) {
      const result = await once(side);
      if (round > 0) results.get(side)?.push(result);
    }
  }
  return results;
};

const fillAll = async (
  sides: readonly Side[],
  docs: readonly { _id: string }[],
): Promise<Map<Side, Place>> => {
  const places = new Map<Side, Place>();
  for (const side of sides) places.set(side, await side.filledPlace(docs));
  return places;
};

const placeOf = (places: ReadonlyMap<Side, Place>, side: Side): Place => {
  const place = places.get(side);
  if (place === undefined) throw new Error(`${side.name} has no database`);
  return place;
};

interface Transfers {
  readonly samples: ReadonlyMap<Side, Map<string, readonly Sample[]>>;
  readonly projectionMs: readonly number[];
}

/** Pushes, pulls and single reads of the same documents at every side. */
const measureTransfers = async (run: Run): Promise<Transfers> => {
  const { ours, sides, size, batches, getSeconds } = run;
  const samples = new Map(sides.map((side) => [side, new Map<string, readonly Sample[]>()]));
  const keep = (name: string, found: Map<Side, Sample[]>) => {
    for (const [side, list] of found) samples.get(side)?.set(name, list);
  };
  const entries = entryDocs(size);
  const down = downwardDocs(entries);
  run.progress(`${size} documents of ${meanBytes(entries)} bytes`);
  const local = localPouch();
  await local.bulkDocs(entries);
  const pushed: Place[] = [];
  const pushAt = (batch: number) => async (side: Side) => {
    const { place, sample } = await pushOnce(side, local, batch, size);
    if (side === ours) pushed.push(place);
    return sample;
  };
  for (const batch of batches) {
    const name = `push by ${batch}`;
    keep(name, await inTurn(run, name, pushAt(batch)));
  }
  await local.destroy();
  const projectionMs: number[] = [];
  // After all pushes: what projecting leaves for the collector would be counted as a part of the next one.
  for (const place of pushed) {
    projectionMs.push((await ours.server.measure(() => ours.project(place))).cpuMs / size);
  }
  const places = await fillAll(sides, down);
  for (const batch of batches) {
    const name = `pull by ${batch}`;
    keep(name, await inTurn(run, name, (side) => pullOnce(side, placeOf(places, side), batch, size)));
  }
  const id = down[Math.floor(size / 2)]?._id ?? '';
  const get = await inTurn(run, 'GET', (side) => getOnce(side, placeOf(places, side), id, getSeconds));
  keep('GET one document', get);
  return { samples, projectionMs };
};

const measureFirstPulls = async (run: Run): Promise<{ firstPulls: FirstPulls[]; writingMs: number[] }> => {
  const docs = downwardDocs(entryDocs(run.schoolYear));
  const places = await fillAll(run.sides, docs);
  const writingMs: number[] = [];
  for (let round = 0; round <= run.rounds; round++) {
    const ms = await writingAlone(docs);
    if (round > 0) writingMs.push(ms);
  }
  const measured: FirstPulls[] = [];
  for (const delay of run.delays) {
    const pulls = await inTurn(run, `first pull, ${delay} ms a request`, (side) =>
      (side === run.ours ? snapshotPull : stockPull)(side, placeOf(places, side), delay),
    );
    measured.push({ delay, sides: [...pulls].map(([{ name }, list]) => ({ name, pulls: list })) });
  }
  return { firstPulls: measured, writingMs };
};

const measureIdle = async ({ ours, idleSizes, progress }: Run): Promise<Idle[]> => {
  const idle: Idle[] = [];
  for (const size of idleSizes) {
    progress(`nothing to do, ${size} documents`);
    idle.push(await idleAt(ours, downwardDocs(entryDocs(size))));
  }
  return idle;
};

const measureAll = async (run: Run): Promise<Figures> => {
  const { samples, projectionMs } = await measureTransfers(run);
  const { firstPulls, writingMs } = await measureFirstPulls(run);
  const idle = await measureIdle(run);
  const figuresOf = (side: Side): SideFigures => ({
    name: side.name,
    keeps: side.keeps,
    samples: samples.get(side) ?? new Map(),
  });
  return {
    ours: figuresOf(run.ours),
    peers: run.sides.filter((side) => side !== run.ours).map(figuresOf),
    idle,
    firstPulls,
    writingMs,
    projectionMs,
  };
};

/**
 * The replication protocol of the registry beside the servers that speak it too, each in a process of its own, all
 * called by the same stock PouchDB in this process. Throws when the peers cannot be installed.
 */
export const benchSync = async (options: SyncBenchOptions, progress: Progress): Promise<Figures> => {
  const peers = options.withPeers ? await startPeers() : [];
  try {
    const ours = await startRegistrySide();
    try {
      return await measureAll({ ...options, ours, sides: [ours, ...peers], progress });
    } finally {
      await ours.stop();
    }
  } finally {
    for (const peer of peers) await peer.stop();
  }
};

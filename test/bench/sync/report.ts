import { median } from '../measure.ts';
import type { FirstPull } from './first-pull.ts';
import type { Idle } from './idle.ts';
import type { Sample } from './transfers.ts';

/** The measured figures of one server, by the name of the measurement. */
export interface SideFigures {
  readonly name: string;
  readonly keeps: boolean;
  readonly samples: ReadonlyMap<string, readonly Sample[]>;
}

/** First pulls over lines that add so many milliseconds to a request; ours first. */
export interface FirstPulls {
  readonly delay: number;
  readonly sides: readonly { readonly name: string; readonly pulls: readonly FirstPull[] }[];
}

/** Everything one run has found out. */
export interface Figures {
  readonly ours: SideFigures;
  readonly peers: readonly SideFigures[];
  readonly idle: readonly Idle[];
  readonly firstPulls: readonly FirstPulls[];
  /** Of the client alone, writing the documents of a first pull. */
  readonly writingMs: readonly number[];
  readonly projectionMs: readonly number[];
}

const figure = ({ samples }: SideFigures, name: string, member: keyof Sample): number =>
  median((samples.get(name) ?? []).map((sample) => sample[member]));

const table = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((text, column) =>
          column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
};

const rateTable = ({ ours, peers }: Figures, name: string): string =>
  table([
    [name, 'per second', 'server CPU µs each', 'loop late p99 ms', 'max ms'],
    ...[ours, ...peers].map((side) => [
      side.name,
      String(Math.round(figure(side, name, 'rate'))),
      String(Math.round(figure(side, name, 'cpuMs') * 1000)),
      figure(side, name, 'loopP99Ms').toFixed(1),
      figure(side, name, 'loopMaxMs').toFixed(1),
    ]),
  ]);

interface Aim {
  readonly what: string;
  readonly found: number;
  /** Undefined of what is only told. */
  readonly limit?: number;
  readonly atMost?: true;
  /** The same by the best of those peers that keep what they are sent. */
  readonly byKeeping?: number;
}

const shown = ({ what, found, limit, atMost, byKeeping }: Aim): string[] => {
  const [sign, met] = atMost ? ['≤', found <= (limit ?? found)] : ['≥', found >= (limit ?? found)];
  const verdict = limit === undefined ? ['', ''] : [`${sign} ${limit}`, met ? 'met' : 'MISSED'];
  return [what, found.toFixed(2), ...verdict, byKeeping?.toFixed(2) ?? ''];
};

/** Ratios to the best peer of the same run; the best is another one for each figure. */
const transferAims = ({ ours, peers }: Figures): Aim[] =>
  [...ours.samples.keys()].flatMap((name) => {
    const rateBy = (others: readonly SideFigures[]) =>
      figure(ours, name, 'rate') / Math.max(...others.map((peer) => figure(peer, name, 'rate')));
    const cpuBy = (others: readonly SideFigures[]) =>
      figure(ours, name, 'cpuMs') / Math.min(...others.map((peer) => figure(peer, name, 'cpuMs')));
    const keeping = peers.filter(({ keeps }) => keeps);
    const limit = name.startsWith('GET') ? 3 : name.startsWith('push') ? 1.25 : 1.3;
    const rate = {
      what: `${name}: rate by the best peer's`,
      found: rateBy(peers),
      limit,
      byKeeping: rateBy(keeping),
    };
    if (name.startsWith('GET')) return [rate];
    const cpu = `${name}: server CPU by the best peer's`;
    return [
      rate,
      { what: cpu, found: cpuBy(peers), limit: 0.5, atMost: true, byKeeping: cpuBy(keeping) } as const,
    ];
  });

const msOf = (pulls: readonly FirstPull[]) => median(pulls.map((pull) => pull.ms));
const requestsOf = (pulls: readonly FirstPull[]) => median(pulls.map((pull) => pull.requests));

/**
 * The aims are for lines. Where a request takes no time at all, the writing of the one client that all sides share is
 * a quarter of the best peer's whole pull: there the ratio is told, beside that of the client alone.
 */
const firstPullAims = ({ firstPulls, writingMs }: Figures): Aim[] =>
  firstPulls.flatMap(({ delay, sides: [ours, ...peers] }) => {
    if (ours === undefined) return [];
    const name = `first pull, ${delay} ms a request`;
    const requests = {
      what: `${name}: requests`,
      found: requestsOf(ours.pulls),
      limit: 4,
      atMost: true,
    } as const;
    if (peers.length === 0) return [requests];
    const best = Math.min(...peers.map(({ pulls }) => msOf(pulls)));
    const time = { what: `${name}: time by the best peer's`, found: msOf(ours.pulls) / best };
    if (delay > 0) return [requests, { ...time, limit: 0.25, atMost: true }];
    return [requests, time, { what: '  of it the client alone, writing', found: median(writingMs) / best }];
  });

/** A run with nothing to do must cost no more when more is stored; the clock of a shared machine needs some room. */
const IDLE_ROOM = 1.25;

const idleAims = ({ idle }: Figures): Aim[] => {
  const [first, last] = [idle[0], idle.at(-1)];
  if (first === undefined || last === undefined || first === last) return [];
  const what = `nothing to do: server CPU at ${last.docs} by that at ${first.docs} documents`;
  return [{ what, found: last.cpuMs / first.cpuMs, limit: IDLE_ROOM, atMost: true }];
};

const idleTable = ({ idle }: Figures): string =>
  table([
    ['nothing to do, documents there', 'ms', 'server CPU ms'],
    ...idle.map(({ docs, ms, cpuMs }) => [String(docs), ms.toFixed(1), cpuMs.toFixed(2)]),
  ]);

const firstPullTable = ({ delay, sides }: FirstPulls): string =>
  table([
    [`first pull, ${delay} ms a request`, 'documents', 'ms', 'requests'],
    ...sides.map(({ name, pulls }) => [
      name,
      String(pulls[0]?.docs),
      msOf(pulls).toFixed(0),
      String(requestsOf(pulls)),
    ]),
  ]);

/** The whole run as text: what was measured, then how it stands to the aims. */
export const reportOf = (figures: Figures): string => {
  const { ours, peers, projectionMs, writingMs } = figures;
  const aims =
    peers.length === 0
      ? idleAims(figures)
      : [transferAims, firstPullAims, idleAims].flatMap((of) => of(figures));
  return [
    ...[...ours.samples.keys()].map((name) => rateTable(figures, name)),
    ...figures.firstPulls.map(firstPullTable),
    `The client alone, writing the documents of a first pull: ${median(writingMs).toFixed(0)} ms`,
    idleTable(figures),
    `Projecting what was pushed, which no peer does: ${Math.round(median(projectionMs) * 1000)} µs of CPU per document`,
    table([['aim', 'found', 'limit', '', 'by the best that keeps'], ...aims.map(shown)]),
  ].join('\n\n');
};

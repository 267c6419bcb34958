/** How much of a bench is run; the smoke in the tests runs a grain of it. */
export interface BenchOptions {
  /** Rounds that count; one more before them warms both sides up. */
  readonly rounds: number;
  /** Operations of one round. */
  readonly size: number;
}

/** Operations per second over the rounds. */
export interface Rates {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Our rate beside that of a baseline of the same run: absolute figures of another machine or hour mean nothing. */
export interface Comparison {
  readonly subject: string;
  readonly ours: Rates;
  readonly baselineName: string;
  readonly baseline: Rates;
  /** Median of ours by median of the baseline. */
  readonly ratio: number;
}

/** One round of one side; answers operations per second and leaves its preparations out of the time. */
export type Round = (round: number) => Promise<number>;

/** The middle of some numbers; NaN of none. */
export const median = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (i: number) => sorted[i] ?? Number.NaN;
  const middle = (sorted.length - 1) / 2;
  return (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2;
};

const ratesOf = (rounds: readonly number[]): Rates => ({
  median: median(rounds),
  min: Math.min(...rounds),
  max: Math.max(...rounds),
});

/** Operations per second of some work. */
export const perSecond = async (operations: number, work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return (operations * 1000) / (performance.now() - start);
};

/**
 * Runs both sides in turn, A B A B, so that what disturbs the machine for a while disturbs both; the first
 * round warms up.
 */
export const compare = async (
  subject: string,
  rounds: number,
  ours: Round,
  [baselineName, baseline]: readonly [name: string, round: Round],
): Promise<Comparison> => {
  const a: number[] = [];
  const b: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    a.push(await ours(round));
    b.push(await baseline(round));
  }
  const [own, other] = [ratesOf(a.slice(1)), ratesOf(b.slice(1))];
  return { subject, ours: own, baselineName, baseline: other, ratio: own.median / other.median };
};

const shown = ({ median, min, max }: Rates): string =>
  `${Math.round(median)} (${Math.round(min)}–${Math.round(max)})`;

/** Comparisons as a table of text. */
export const tableOf = (comparisons: readonly Comparison[]): string => {
  const rows = [
    ['', 'here per second', 'baseline per second', 'ratio', 'baseline'],
    ...comparisons.map(({ subject, ours, baseline, ratio, baselineName }) => [
      subject,
      shown(ours),
      shown(baseline),
      ratio.toFixed(2),
      baselineName,
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ')).join('\n');
};

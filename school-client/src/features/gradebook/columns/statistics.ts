/** The figures of one column of marks; mean and median in tenths, null without a mark. */
export interface Statistics {
  readonly count: number;
  readonly mean: number | null;
  readonly median: number | null;
}

/** Mean and median of marks in tenths, each rounded to a whole tenth for the eye only. */
export const statisticsOf = (marks: readonly number[]): Statistics => {
  const sorted = [...marks].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1];
  const high = sorted[Math.floor(middle)];
  if (low === undefined || high === undefined) return { count: 0, mean: null, median: null };
  return {
    count: sorted.length,
    mean: Math.round(sorted.reduce((sum, mark) => sum + mark, 0) / sorted.length),
    median: Math.round((low + high) / 2),
  };
};

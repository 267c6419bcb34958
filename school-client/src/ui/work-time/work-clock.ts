/** How much of a deadline's working time is used up and left, in milliseconds; `due` and `leftMs` are null while it waits. */
export interface WorkClock {
  readonly due: string | null;
  readonly leftMs: number | null;
  readonly stage: 'running' | 'half' | 'last-day' | 'overdue' | 'paused' | 'unknown';
  /** Percent of the working time that is used up. */
  readonly used: number;
}

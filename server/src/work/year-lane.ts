import type { DatabaseName } from '@hocba/shared/school/identifiers';
import { later } from '../later.ts';
import { errorName } from '../storage/engine/error-name.ts';
import { isLostRace } from '../storage/engine/retry.ts';
import { findHalt } from '../storage/queries/work/halts.ts';
import {
  giveYearBack,
  giveYearsBack,
  leaseYear,
  listFreeYears,
  settleYear,
  type WaitingYear,
} from '../storage/queries/work/waiting-years.ts';
import type { Lane, Pace, Task, WorkTools } from './lane.ts';

/** A lane over the school years that wait: one batch of one year is one task, so that no year waits for another's log. */
export interface YearWork extends Pace {
  readonly name: string;
  /** The event that the log hears when the work of a year fails. */
  readonly failure: string;
  /** The holder of the years that this process leases; another name in every process. */
  readonly holder: string;
  /** Does the next part of a year's work; false at its end. */
  readonly act: (name: DatabaseName) => Promise<boolean>;
}

/** The usual pace: what other processes took in is found after two seconds, and a year that failed rests as long. */
export const YEAR_PACE = {
  concurrency: 1,
  leaseMs: 10_000,
  lookEveryMs: 2_000,
  pausesMs: [2_000],
} as const satisfies Pace;

/** Leases a year unless this process holds it for long enough; false when another process was faster. */
const lease = async (tools: WorkTools, work: YearWork, year: WaitingYear): Promise<boolean> => {
  const now = tools.clock();
  const { holder, leaseMs } = work;
  if (year.holder === holder && (year.held_until ?? '') > later(now, leaseMs / 2)) return true;
  try {
    await tools.db.commit([leaseYear(year.db, { now, holder, until: later(now, leaseMs) })]);
    return true;
  } catch (error) {
    if (isLostRace(error)) return false;
    throw error;
  }
};

/** One part of a year's work. A year that fails rests, in every process, and the log hears of it each time. */
const runYear = async ({ db, clock, log }: WorkTools, work: YearWork, year: WaitingYear): Promise<void> => {
  const { db: name, newest } = year;
  try {
    // Submissions from before the lease were read to their end.
    if (!(await work.act(name as DatabaseName))) await db.commit([settleYear(name, newest)]);
  } catch (error) {
    log.error({ db: name, error: errorName(error) }, work.failure);
    await db.commit([giveYearBack(name, work.holder, later(clock(), work.pausesMs[0] ?? 0))]);
  }
};

/** Waiting years in turn, each leased and in the hands of one task of this process at a time. */
const yearsInTurn = (tools: WorkTools, work: YearWork) => {
  const inHand = new Set<string>();
  let last = '';
  const list = (from: string) => {
    const { concurrency: limit, holder } = work;
    return listFreeYears(tools.db, { now: tools.clock(), holder, after: from, limit });
  };
  /** Takes the next year into the hand; found and taken in one step, because another task looks at the same time. */
  const takeUp = (years: readonly WaitingYear[]): WaitingYear | undefined => {
    const year = years.find(({ db }) => !inHand.has(db));
    if (year === undefined) return undefined;
    last = year.db;
    inHand.add(last);
    return year;
  };
  return {
    next: async (): Promise<WaitingYear | undefined> => {
      const later = last === '' ? undefined : takeUp(await list(last));
      if (later !== undefined) return later;
      last = '';
      return takeUp(await list(last));
    },
    putDown: ({ db }: WaitingYear): void => void inHand.delete(db),
  };
};

/** A lane over the waiting years. They take turns in the order of their names. */
export const yearLane = (tools: WorkTools, work: YearWork): Lane => {
  const years = yearsInTurn(tools, work);
  const leaseNext = async (): Promise<Task | undefined> => {
    const year = await years.next();
    if (year === undefined) return undefined;
    let isLeased = false;
    try {
      if ((await findHalt(tools.db, work.name)) !== undefined) return undefined;
      isLeased = await lease(tools, work, year);
    } finally {
      if (!isLeased) years.putDown(year);
    }
    // A year that another process has just leased is not listed any more.
    if (!isLeased) return leaseNext();
    return () => runYear(tools, work, year).finally(() => years.putDown(year));
  };
  return {
    name: work.name,
    pace: work,
    tables: ['waiting_year', 'halt'],
    take: leaseNext,
    end: () => tools.db.commit([giveYearsBack(work.holder)]),
  };
};

import { useEffect, useRef, useState } from 'react';
import { type CallError, callErrorOf, useSessionKeeper } from '../../../work/session.ts';
import { type Found, fetchRecords } from '../fetch-records.ts';
import type { IntakeRow } from './parse-intake.ts';

/** How far the look-up of one row is. */
export type Outcome =
  | { readonly state: 'unread' | 'waiting' | 'asking' | 'refused' }
  | { readonly state: 'found'; readonly found: Found }
  | { readonly state: 'failed'; readonly problem: CallError };

/** A row with its outcome. */
export interface Intake extends IntakeRow {
  readonly outcome: Outcome;
}

/** Answers after which every next row would be refused too. */
const STOPS: readonly string[] = ['LOOKUP_LOCKED', 'READ_LIMIT', 'RATE_LIMITED', 'OVERLOADED', 'OFFLINE'];

/**
 * Looks the rows of a list up one after another: each with its own code, each audited, and none after an answer that
 * stops the account for now. Then `goOn` takes up the rows that were not answered.
 */
export const useIntake = () => {
  const { callRegistry } = useSessionKeeper();
  const [rows, setRows] = useState<readonly Intake[]>([]);
  const [stopped, setStopped] = useState<CallError | null>(null);
  const [isRunning, setIsRunning] = useState(false);
  const running = useRef(0);
  // Nobody would see the answers of a page that was left: its other codes stay unused.
  useEffect(
    () => () => {
      running.current += 1;
    },
    [],
  );
  const put = (line: number, outcome: Outcome) =>
    setRows((before) => before.map((row) => (row.line === line ? { ...row, outcome } : row)));

  const ask = async ({ line, asked }: IntakeRow): Promise<CallError | null> => {
    if (asked === undefined) return null;
    put(line, { state: 'asking' });
    try {
      put(line, { state: 'found', found: await fetchRecords(callRegistry, asked, () => undefined) });
      return null;
    } catch (error) {
      const problem = callErrorOf(error);
      const isStop = STOPS.includes(problem.code);
      const judged = problem.code === 'LOOKUP_REFUSED' ? { state: 'refused' as const } : null;
      put(line, isStop ? { state: 'waiting' } : (judged ?? { state: 'failed', problem }));
      return isStop ? problem : null;
    }
  };
  const run = async (open: readonly IntakeRow[]) => {
    running.current += 1;
    const own = running.current;
    setIsRunning(true);
    setStopped(null);
    for (const row of open) {
      const problem = await ask(row);
      // Another list was begun meanwhile, or the page was left.
      if (own !== running.current) return;
      if (problem !== null) {
        setStopped(problem);
        break;
      }
    }
    setIsRunning(false);
  };
  const begin = (list: readonly IntakeRow[]) => {
    setRows(
      list.map((row) => ({ ...row, outcome: { state: row.asked === undefined ? 'unread' : 'waiting' } })),
    );
    void run(list);
  };
  const goOn = () => void run(rows.filter(({ outcome }) => outcome.state === 'waiting'));
  return { rows, stopped, isRunning, begin, goOn };
};

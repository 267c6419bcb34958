import type { RecordCounts } from '../../model/class/classes.ts';

/** Where a class stands in the head's work: to approve, to wait for the homeroom teacher, still being entered, done. */
const stepOf = (waiting: number, counts: RecordCounts | undefined): number => {
  if (waiting > 0) return 0;
  if (counts === undefined || counts.total === 0) return 3;
  if (counts.finalised + counts.issued === counts.total) return 4;
  return counts.complete > 0 || counts.confirmed > 0 ? 1 : 2;
};

/** Classes in the order of a head's work; within one step they stay as they were. */
export const inOrderOfWork = <One>(
  classes: readonly One[],
  waitingOf: (one: One) => number,
  countsOf: (one: One) => RecordCounts | undefined,
): One[] =>
  classes
    .map((one) => ({ one, step: stepOf(waitingOf(one), countsOf(one)) }))
    .sort((a, b) => a.step - b.step)
    .map(({ one }) => one);

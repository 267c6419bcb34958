import { type Deadline, deadlineStage, remainingWorkTime } from '@hocba/shared/calendar/deadline';
import { WORKING_DAY_MS } from '@hocba/shared/calendar/work-time';
import type { DossierClock } from '@hocba/shared/contract/dossiers/dossier';
import type { Instant } from '@hocba/shared/school/identifiers';

/** How a deadline of so many working days stands now. */
export const clockOf = (deadline: Deadline, workingDays: number, now: Instant): DossierClock => {
  const leftMs = deadline.due === null ? null : (remainingWorkTime(now, deadline.due) ?? null);
  const whole = workingDays * WORKING_DAY_MS;
  const used = leftMs === null ? 0 : Math.round((1 - Math.min(leftMs, whole) / whole) * 100);
  return { due: deadline.due, leftMs, stage: deadlineStage(deadline, now), used };
};

/** Overdue ones first, then by working time left; what waits or has ended comes behind, the newest first. */
export const byTimeLeft = <Entry extends { readonly clock: DossierClock | null; readonly filedAt: string }>(
  a: Entry,
  b: Entry,
): number => {
  const [left, right] = [a, b].map(({ clock }) => clock?.leftMs ?? Number.POSITIVE_INFINITY);
  const overdue = (entry: Entry): number => (entry.clock?.stage === 'overdue' ? 0 : 1);
  return (
    overdue(a) - overdue(b) ||
    (left === right ? 0 : (left ?? 0) - (right ?? 0)) ||
    (a.filedAt < b.filedAt ? 1 : -1)
  );
};

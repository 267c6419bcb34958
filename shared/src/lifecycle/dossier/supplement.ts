import type { Pause } from '../../calendar/deadline.ts';
import { addDays, type LocalDate } from '../../calendar/local-date.ts';
import type { Instant } from '../../calendar/vietnam-time.ts';

/** A supplement that nobody brings within so many calendar days ends the dossier; no source sets the number. */
const SUPPLEMENT_DAYS = 30;

/** When the wait for a supplement ends by itself. */
export const supplementEnd = (from: Instant): Instant =>
  `${addDays(from.slice(0, 10) as LocalDate, SUPPLEMENT_DAYS)}${from.slice(10)}` as Instant;

/** The wait that has no answer yet. */
export const openWait = <Wait extends Pause>(waits: readonly Wait[]): Wait | undefined =>
  waits.find(({ to }) => to === null);

/** Waits after the answer to the open one is there. */
export const endWait = <Wait extends Pause>(waits: readonly Wait[], now: Instant): Wait[] =>
  waits.map((wait) => (wait.to === null ? { ...wait, to: now } : wait));

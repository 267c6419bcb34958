import type { SheetId } from '@hocba/shared/school/identifiers';
import { syncFacts } from '../sync/status.ts';
import type { DraftCell } from '../sync/up/drafts/draft.ts';
import { deviceNow, type OpenYear } from '../sync/year.ts';

const IDLE_MS = 5_000;
const timers = new Map<string, ReturnType<typeof setTimeout>>();
let askedToPersist = false;

/** Counts what is being written to the disk, so that the header never says "saved" too early. */
const whileSaving = async <T>(work: () => Promise<T>): Promise<T> => {
  syncFacts.update({ saving: syncFacts.get().saving + 1 });
  try {
    return await work();
  } finally {
    syncFacts.update({ saving: syncFacts.get().saving - 1 });
  }
};

/** Asks the browser once, after the first sealed entry, not to clear this site's storage by itself. */
const askToPersist = (): void => {
  if (askedToPersist) return;
  askedToPersist = true;
  navigator.storage?.persist?.().catch(() => undefined);
};

/** Sheets with a change that the disk did not take, and whom to tell when it is sealed after all. */
const unsaved = new Map<string, () => void>();

const keyOf = (year: OpenYear, sheet: SheetId): string => year.database + sheet;

/** Does something to a sheet's draft when nothing else was done to it for five seconds; it sees to its own failure. */
const later = (key: string, work: () => Promise<void>): void => {
  clearTimeout(timers.get(key));
  timers.set(
    key,
    setTimeout(() => void work().catch(() => undefined), IDLE_MS),
  );
};

/**
 * Seals what is valid in a sheet's draft into an entry of the outbox. What the disk had not taken is written first,
 * because sealing ends the tries to write it: a person who saves, or leaves the page to make room, would lose it.
 */
export const sealSheet = async (year: OpenYear, sheet: SheetId, sealed = () => {}): Promise<void> => {
  const key = keyOf(year, sheet);
  const waiting = unsaved.get(key);
  if (waiting !== undefined) await writeCells(year, sheet, [], [], waiting);
  clearTimeout(timers.get(key));
  if (!year.drafts.list().has(sheet)) return;
  try {
    await whileSaving(() => year.drafts.seal(sheet, deviceNow()));
  } catch (error) {
    later(key, () => sealSheet(year, sheet, sealed));
    throw error;
  }
  askToPersist();
  year.show();
  sealed();
};

/** Seals every draft of a year. */
export const sealAll = async (year: OpenYear): Promise<void> => {
  for (const sheet of year.drafts.list().keys()) await sealSheet(year, sheet);
};

const showUnsaved = (): void => syncFacts.update({ unsaved: unsaved.size > 0 });

/**
 * Writes cell edits to the disk at once; five idle seconds later they are sealed and `sealed` is told. What the disk
 * did not take is tried again as often, and the header says so meanwhile.
 */
export const writeCells = async (
  year: OpenYear,
  sheet: SheetId,
  cells: readonly DraftCell[],
  restore: readonly DraftCell[],
  sealed: () => void,
): Promise<void> => {
  const key = keyOf(year, sheet);
  const written = whileSaving(() => year.drafts.write(sheet, cells, restore));
  year.show();
  try {
    await written;
  } catch (error) {
    unsaved.set(key, sealed);
    showUnsaved();
    later(key, () => writeCells(year, sheet, [], [], sealed));
    throw error;
  }
  unsaved.delete(key);
  showUnsaved();
  later(key, () => sealSheet(year, sheet, sealed));
};

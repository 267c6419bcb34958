import type { SheetId } from '@hocba/shared/school/identifiers';
import type { DraftCell } from '../sync/draft.ts';
import { syncFacts } from '../sync/status.ts';
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

/** Seals what is valid in a sheet's draft into an entry of the outbox. */
export const sealSheet = async (year: OpenYear, sheet: SheetId): Promise<void> => {
  clearTimeout(timers.get(year.database + sheet));
  if (!year.drafts.list().has(sheet)) return;
  await whileSaving(() => year.drafts.seal(sheet, deviceNow()));
  askToPersist();
  year.show();
};

/** Seals every draft of a year. */
export const sealAll = async (year: OpenYear): Promise<void> => {
  for (const sheet of year.drafts.list().keys()) await sealSheet(year, sheet);
};

/** Sheets with a change that the disk did not take. */
const unsaved = new Set<string>();

const note = (key: string, isSaved: boolean): void => {
  if (isSaved) unsaved.delete(key);
  else unsaved.add(key);
  syncFacts.update({ unsaved: unsaved.size > 0 });
};

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
  const key = year.database + sheet;
  const later = (work: () => Promise<void>) => {
    clearTimeout(timers.get(key));
    timers.set(
      key,
      setTimeout(() => void work().catch(() => undefined), IDLE_MS),
    );
  };
  const written = whileSaving(() => year.drafts.write(sheet, cells, restore));
  year.show();
  try {
    await written;
  } catch (error) {
    note(key, false);
    later(() => writeCells(year, sheet, [], [], sealed));
    throw error;
  }
  note(key, true);
  later(() => sealSheet(year, sheet).then(sealed));
};

import type { SheetId } from '@hocba/shared/school/identifiers';
import type { Store } from '../store.ts';
import type { SyncFacts } from '../sync/status.ts';
import type { DraftCell } from '../sync/up/drafts/draft.ts';
import { deviceNow, type OpenYear } from '../sync/year.ts';

const IDLE_MS = 5_000;

/** How what a person types comes to the disk, and from a draft into the outbox. */
export interface Sealing {
  /**
   * Seals what is valid in a sheet's draft into an entry of the outbox. The cells that the disk had not taken are
   * written first, because sealing ends the tries to write them: a person who saves, or leaves the page to make room,
   * would lose them.
   */
  sealSheet(year: OpenYear, sheet: SheetId): Promise<void>;
  /** Seals every draft of a year. */
  sealAll(year: OpenYear): Promise<void>;
  /**
   * Writes cell edits to the disk at once; five idle seconds later they are sealed. A cell that the disk did not take
   * is tried again as often, and the header says so meanwhile.
   */
  writeCells(
    year: OpenYear,
    sheet: SheetId,
    cells: readonly DraftCell[],
    restore?: readonly DraftCell[],
  ): Promise<void>;
}

const keyOf = (year: OpenYear, sheet: SheetId): string => year.database + sheet;

/** Makes the sealing of a workspace; `onSealed` is told when a draft was sealed because nothing was typed any more. */
export const createSealing = (
  facts: Pick<Store<SyncFacts>, 'get' | 'update'>,
  onSealed: () => void,
): Sealing => {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** Sheets with a change that the disk did not take. */
  const unsaved = new Set<string>();
  let askedToPersist = false;

  /** Counts what is being written to the disk, so that the header never says "saved" too early. */
  const whileSaving = async <T>(work: () => Promise<T>): Promise<T> => {
    facts.update({ saving: facts.get().saving + 1 });
    try {
      return await work();
    } finally {
      facts.update({ saving: facts.get().saving - 1 });
    }
  };
  /** Asks the browser once, after the first sealed entry, not to clear this site's storage by itself. */
  const askToPersist = (): void => {
    if (askedToPersist) return;
    askedToPersist = true;
    navigator.storage?.persist?.().catch(() => undefined);
  };
  /** Does something to a sheet's draft when nothing else was done to it for five seconds; it sees to its own failure. */
  const later = (key: string, work: () => Promise<void>): void => {
    clearTimeout(timers.get(key));
    timers.set(
      key,
      setTimeout(() => void work().catch(() => undefined), IDLE_MS),
    );
  };
  const showUnsaved = (): void => facts.update({ unsaved: unsaved.size > 0 });
  const sealLater = (year: OpenYear, sheet: SheetId): void =>
    later(keyOf(year, sheet), () => sealSheet(year, sheet).then(onSealed));

  const sealSheet: Sealing['sealSheet'] = async (year, sheet) => {
    const key = keyOf(year, sheet);
    if (unsaved.has(key)) await writeCells(year, sheet, []);
    clearTimeout(timers.get(key));
    if (!year.drafts.list().has(sheet)) return;
    try {
      await whileSaving(() => year.drafts.seal(sheet, deviceNow()));
    } catch (error) {
      sealLater(year, sheet);
      throw error;
    }
    askToPersist();
    year.show();
  };
  const writeCells: Sealing['writeCells'] = async (year, sheet, cells, restore = []) => {
    const key = keyOf(year, sheet);
    const written = whileSaving(() => year.drafts.write(sheet, cells, restore));
    year.show();
    try {
      await written;
    } catch (error) {
      unsaved.add(key);
      showUnsaved();
      later(key, () => writeCells(year, sheet, []));
      throw error;
    }
    unsaved.delete(key);
    showUnsaved();
    sealLater(year, sheet);
  };
  return {
    sealSheet,
    writeCells,
    sealAll: async (year) => {
      for (const sheet of year.drafts.list().keys()) await sealSheet(year, sheet);
    },
  };
};

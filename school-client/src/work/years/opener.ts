import type { AccountName, DatabaseName } from '@hocba/shared/school/identifiers';
import type { Wiper } from '../../device/database/inboxes.ts';
import type { ThisDevice } from '../../device/this-device.ts';
import { within } from '../../device/within.ts';
import type { Store } from '../../store.ts';
import { type OpenYear, openYear } from '../../sync/year.ts';
import type { OpenYears } from '../workspace.ts';

/** A database that gives no answer for so long is said to have failed; it may still come. */
const OPEN_MS = 20_000;

/** The parts of the workspace that opening school years needs. */
export interface Opening {
  readonly wiper: Wiper;
  readonly account: AccountName;
  readonly thisDevice: ThisDevice;
  readonly years: Store<OpenYears>;
  readonly isEnded: () => boolean;
  /** Told when a year was opened, or could not be. */
  readonly onOpen: (year: OpenYear) => void;
  readonly onChange: () => void;
}

/** Opens the school years of one account, each by itself: the trouble of one is no other's. */
export const createOpener = ({ wiper, account, thisDevice, years, isEnded, onOpen, onChange }: Opening) => {
  const opening = new Map<DatabaseName, Promise<void>>();
  const mark = (database: DatabaseName, isFailed: boolean): void => {
    const failed = new Set(years.get().failed);
    if (isFailed) failed.add(database);
    else failed.delete(database);
    years.update({ failed });
  };
  const openOne = async (database: DatabaseName): Promise<void> => {
    await wiper.done();
    if (isEnded()) return;
    const year = await openYear(await thisDevice(), database, account);
    // The person left while it was opened: what the registry had sent leaves with the person.
    if (isEnded()) return year.inbox.leave();
    mark(database, false);
    years.update({ years: new Map(years.get().years).set(database, year) });
    onOpen(year);
  };
  return {
    /** Whether a year is on its way from the disk, so that nobody knows what it holds. */
    isOpening: () => {
      const { years: open, failed } = years.get();
      return [...opening.keys()].some((name) => !open.has(name) && !failed.has(name));
    },
    ensure: (database: DatabaseName): void => {
      if (opening.has(database) || isEnded()) return;
      const opened = openOne(database);
      opening.set(database, opened);
      opened.catch(() => opening.delete(database));
      within(OPEN_MS, opened).catch(() => {
        if (isEnded() || years.get().years.has(database)) return;
        mark(database, true);
        onChange();
      });
      onChange();
    },
  };
};

import type { AccountName, DatabaseName, Instant, SheetId } from '@hocba/shared/school/identifiers';
import { type LocalDatabase, openLocal } from '../../../device/database/pouch.ts';
import type { Outbox } from '../outbox.ts';
import {
  afterSealing,
  applyChange,
  type Change,
  type Draft,
  type DraftCell,
  divideCells,
  draftId,
  entryIdOf,
  entryOf,
  isValue,
  withChanges,
} from './draft.ts';

/** Drafts of one account and school year on this device. */
export interface Drafts {
  /** Drafts as typed, including what is still on its way to the disk. */
  list(): ReadonlyMap<SheetId, Draft>;
  refresh(): Promise<void>;
  /**
   * Puts changed cells into the sheet's draft: in `list` at once, resolved when they are on the disk. `restore` takes
   * cells out instead. A cell that could not be written stays in `list` and is written with the next change.
   */
  write(sheet: SheetId, cells: readonly DraftCell[], restore?: readonly DraftCell[]): Promise<void>;
  /** Turns the valid cells of a draft into one entry of the outbox; what is no value stays in the draft. */
  seal(sheet: SheetId, now: Instant): Promise<void>;
}

/** Stores the cells that remain of a draft; none remaining removes it. */
const putDraft = async (
  db: LocalDatabase<Draft>,
  sheet: SheetId,
  old: Draft | undefined,
  next: Pick<Draft, 'entry' | 'cells'>,
): Promise<Draft | undefined> => {
  const rev = old?._rev === undefined ? {} : { _rev: old._rev };
  const doc: Draft = { _id: draftId(sheet), sheet, ...next, ...rev };
  if (next.cells.length > 0) {
    await db.put(doc);
    return doc;
  }
  if (old !== undefined) await db.put({ ...doc, _deleted: true });
  return undefined;
};

/**
 * Opens the drafts of an account. Drafts whose entry is in the outbox already were cut off between the two writes of
 * sealing: they are cleared first, before anything is typed.
 */
export const openDrafts = async (
  database: DatabaseName,
  by: AccountName,
  outbox: Outbox,
): Promise<Drafts> => {
  const name = `drafts-${database}-${by}`;
  const db = openLocal<Draft>(name);
  let stored: ReadonlyMap<SheetId, Draft> = new Map();
  let shown = stored;
  let changes: readonly Change[] = [];

  const show = (): void => {
    shown = withChanges(stored, changes);
  };
  const refresh = async (): Promise<void> => {
    stored = new Map((await db.listAll()).map((draft) => [draft.sheet, draft]));
    show();
  };
  const locked = <T>(sheet: SheetId, work: () => Promise<T>) =>
    outbox.device.locks.underLock(`hocba-${name}-${sheet}`, work);

  const replace = async (sheet: SheetId, old: Draft | undefined, next: Pick<Draft, 'entry' | 'cells'>) => {
    const doc = await putDraft(db, sheet, old, next);
    const map = new Map(stored);
    if (doc === undefined) map.delete(sheet);
    else map.set(sheet, doc);
    stored = map;
  };

  const write: Drafts['write'] = (sheet, cells, restore = []) => {
    changes = [...changes, { sheet, cells, restore }];
    show();
    return locked(sheet, async () => {
      // All that waits goes together; an earlier write may have taken this change along.
      const taken = changes.filter((change) => change.sheet === sheet);
      if (taken.length === 0) return;
      const old = await db.find(draftId(sheet));
      const merged = taken.reduce<readonly DraftCell[]>(applyChange, old?.cells ?? []);
      await replace(sheet, old, { entry: old?.entry ?? entryIdOf(sheet), cells: [...merged] });
      changes = changes.filter((change) => !taken.includes(change));
      show();
    });
  };

  const clearSealed = (sheet: SheetId, draft: Draft) =>
    replace(sheet, draft, { entry: entryIdOf(sheet), cells: divideCells(draft).rest });

  const sealOne = async (sheet: SheetId, draft: Draft, now: Instant): Promise<void> => {
    await outbox.append(draft.entry, (n, dev) => entryOf(draft, by, now, dev, n));
    await clearSealed(sheet, draft);
    // Changes that came meanwhile were made on the sealed values.
    const sealed = { entry: draft.entry, cells: divideCells(draft).taken };
    changes = changes.map((change) => (change.sheet === sheet ? afterSealing(change, sealed) : change));
    show();
  };
  const seal: Drafts['seal'] = (sheet, now) =>
    locked(sheet, async () => {
      for (;;) {
        const draft = await db.find(draftId(sheet));
        if (draft === undefined || !draft.cells.some(isValue)) return;
        await sealOne(sheet, draft, now);
      }
    });

  await refresh();
  const sealed = new Set(outbox.list().map(({ _id }) => _id));
  for (const [sheet, { entry }] of stored) {
    if (!sealed.has(entry)) continue;
    await locked(sheet, async () => {
      const draft = await db.find(draftId(sheet));
      if (draft?.entry === entry) await clearSealed(sheet, draft);
    });
  }
  show();
  return { list: () => shown, refresh, write, seal };
};

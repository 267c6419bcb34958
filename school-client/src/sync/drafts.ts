import type { Entry, UpwardId } from '@hocba/shared/record/entry';
import type { CellValue } from '@hocba/shared/rules/cell';
import type {
  AccountName,
  ColumnCode,
  DatabaseName,
  Instant,
  SheetId,
  StudentId,
} from '@hocba/shared/school/identifiers';
import { ulid } from 'ulid';
import { underLock } from './lock.ts';
import type { Outbox } from './outbox.ts';
import { type Doc, openLocal } from './pouch.ts';

/** One changed cell that is not sealed yet. */
export interface DraftCell {
  readonly student: StudentId;
  readonly column: ColumnCode;
  readonly value: CellValue | null;
  /** The entry whose value the person saw in the cell when first changing it. */
  readonly prev: UpwardId | null;
  /** What was typed and is no value of this column; it stays on the device until corrected. */
  readonly typed?: string;
}

/** The open work on one sheet. Its next entry's id is fixed here, so that sealing twice gives one entry. */
export interface Draft extends Doc {
  readonly entry: UpwardId;
  readonly sheet: SheetId;
  readonly cells: readonly DraftCell[];
  readonly _deleted?: true;
}

/** Drafts of one account and school year on this device. */
export interface Drafts {
  /** Drafts as typed, including what is still on its way to the disk. */
  list(): ReadonlyMap<SheetId, Draft>;
  refresh(): Promise<void>;
  /**
   * Puts changed cells into the sheet's draft: in `list` at once, resolved when they are on the disk. `restore` takes
   * cells out instead. What could not be written stays in `list` and is written with the next change.
   */
  write(sheet: SheetId, cells: readonly DraftCell[], restore?: readonly DraftCell[]): Promise<void>;
  /** Turns the valid cells of a draft into one entry of the outbox; what is no value stays in the draft. */
  seal(sheet: SheetId, now: Instant): Promise<void>;
}

const draftId = (sheet: SheetId): string => `draft:${sheet}`;
const entryIdOf = (sheet: SheetId): UpwardId => `entry:${sheet}:${ulid()}`;
const sameCell = (a: { student: string; column: string }, b: { student: string; column: string }): boolean =>
  a.student === b.student && a.column === b.column;

/** Newer cells over older ones; the first `prev` stays, because that is what the person saw before changing the cell. */
const mergeCells = (old: readonly DraftCell[], fresh: readonly DraftCell[]): DraftCell[] => [
  ...old.filter((cell) => !fresh.some((other) => sameCell(cell, other))),
  ...fresh.map((cell) => {
    const before = old.find((other) => sameCell(cell, other));
    return before === undefined ? cell : { ...cell, prev: before.prev };
  }),
];

/** A change on its way to the disk. */
interface Change {
  readonly sheet: SheetId;
  readonly cells: readonly DraftCell[];
  readonly restore: readonly DraftCell[];
}

const applyChange = (old: readonly DraftCell[], { cells, restore }: Change): DraftCell[] =>
  mergeCells(
    old.filter((cell) => !restore.some((other) => sameCell(cell, other))),
    cells,
  );

/** Stored drafts with the changes laid over them that are still on their way. */
const withChanges = (
  stored: ReadonlyMap<SheetId, Draft>,
  changes: readonly Change[],
): ReadonlyMap<SheetId, Draft> => {
  const map = new Map(stored);
  for (const change of changes) {
    const { sheet } = change;
    const old = map.get(sheet);
    const cells = applyChange(old?.cells ?? [], change);
    map.set(sheet, { _id: draftId(sheet), sheet, entry: old?.entry ?? entryIdOf(sheet), ...old, cells });
  }
  return map;
};

const entryOf = (draft: Draft, by: AccountName, at: Instant, dev: Entry['dev'], n: number): Entry => ({
  _id: draft.entry,
  v: 1,
  kind: 'entry',
  dev,
  n,
  by,
  at,
  sheet: draft.sheet,
  cells: draft.cells
    .filter(({ typed }) => typed === undefined)
    .map(({ student, column, value, prev }) => [student, column, value, prev]),
});

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
  const locked = <T>(sheet: SheetId, work: () => Promise<T>) => underLock(`hocba-${name}-${sheet}`, work);

  /** Stores the cells that remain of a draft; none remaining removes it. */
  const replace = async (sheet: SheetId, old: Draft | undefined, next: Pick<Draft, 'entry' | 'cells'>) => {
    const rev = old?._rev === undefined ? {} : { _rev: old._rev };
    const doc: Draft = { _id: draftId(sheet), sheet, ...next, ...rev };
    if (next.cells.length > 0) await db.put(doc);
    else if (old !== undefined) await db.put({ ...doc, _deleted: true });
    const map = new Map(stored);
    if (next.cells.length > 0) map.set(sheet, doc);
    else map.delete(sheet);
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
    replace(sheet, draft, {
      entry: entryIdOf(sheet),
      cells: draft.cells.filter(({ typed }) => typed !== undefined),
    });

  const seal: Drafts['seal'] = (sheet, now) =>
    locked(sheet, async () => {
      const draft = await db.find(draftId(sheet));
      if (draft === undefined || draft.cells.every(({ typed }) => typed !== undefined)) return;
      await outbox.append(draft.entry, (n) => entryOf(draft, by, now, outbox.dev, n));
      await clearSealed(sheet, draft);
      show();
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

import type { CellValue } from '@hocba/shared/marks/cell';
import type { Entry } from '@hocba/shared/record/entry';
import type {
  AccountName,
  ColumnCode,
  Instant,
  SheetId,
  StudentId,
  UpwardId,
} from '@hocba/shared/school/identifiers';
import { decodeTime, ulid } from 'ulid';
import type { Doc } from '../../../device/database/pouch.ts';

/** One changed cell that is not sealed yet. */
export interface DraftCell {
  readonly student: StudentId;
  readonly column: ColumnCode;
  readonly value: CellValue | null;
  /** The entry whose value the person saw in the cell when first changing it. */
  readonly prev: UpwardId | null;
  /** Contested entries that stood beside it then: the new value decides over them. */
  readonly settles?: readonly UpwardId[];
  /** The typed text that is no value of this column; it stays on the device until corrected. */
  readonly typed?: string;
}

/** The open work on one sheet. Its next entry's id is fixed here, so that sealing twice gives one entry. */
export interface Draft extends Doc {
  readonly entry: UpwardId;
  readonly sheet: SheetId;
  readonly cells: readonly DraftCell[];
  readonly _deleted?: true;
}

/** The id of a sheet's draft. */
export const draftId = (sheet: SheetId): string => `draft:${sheet}`;
/** A new id for the next entry of a sheet. */
export const entryIdOf = (sheet: SheetId): UpwardId => `entry:${sheet}:${ulid()}`;
/** When a draft was begun: the time in the id of its entry. */
export const begunAt = ({ entry }: Pick<Draft, 'entry'>): Instant =>
  new Date(decodeTime(entry.slice(entry.lastIndexOf(':') + 1))).toISOString() as Instant;

const sameCell = (a: { student: string; column: string }, b: { student: string; column: string }): boolean =>
  a.student === b.student && a.column === b.column;

/** Whether a cell holds a value of its column, and not a text to be corrected. */
export const isValue = ({ typed }: DraftCell): boolean => typed === undefined;

/** Newer cells over older ones; what the person saw before first changing a cell stays. */
const mergeCells = (old: readonly DraftCell[], fresh: readonly DraftCell[]): DraftCell[] => [
  ...old.filter((cell) => !fresh.some((other) => sameCell(cell, other))),
  ...fresh.map((cell) => {
    const before = old.find((other) => sameCell(cell, other));
    if (before === undefined) return cell;
    const { settles: _, ...typed } = cell;
    const { prev, settles } = before;
    return { ...typed, prev, ...(settles === undefined ? {} : { settles }) };
  }),
];

/** A change on its way to the disk. */
export interface Change {
  readonly sheet: SheetId;
  readonly cells: readonly DraftCell[];
  readonly restore: readonly DraftCell[];
}

/** A draft's cells after one change. */
export const applyChange = (old: readonly DraftCell[], { cells, restore }: Change): DraftCell[] =>
  mergeCells(
    old.filter((cell) => !restore.some((other) => sameCell(cell, other))),
    cells,
  );

/** Stored drafts with the changes laid over them that are still on their way. */
export const withChanges = (
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

/** The most cells that one entry holds; a class of forty has more on the sheet of its homeroom teacher. */
const MOST_CELLS = 1000;

/**
 * The cells that the next entry of a draft takes, and those that stay in the draft: what is no value, and
 * what is too many.
 */
export const divideCells = ({ cells }: Draft): { taken: DraftCell[]; rest: DraftCell[] } => {
  const taken = cells.filter(isValue).slice(0, MOST_CELLS);
  const gone = new Set(taken);
  return { taken, rest: cells.filter((cell) => !gone.has(cell)) };
};

/** The entry a draft becomes; cells that are no value stay out, and those beyond one entry. */
export const entryOf = (draft: Draft, by: AccountName, at: Instant, dev: Entry['dev'], n: number): Entry => {
  const cells = divideCells(draft).taken;
  const settles = [...new Set(cells.flatMap((cell) => cell.settles ?? []))].slice(0, MOST_CELLS);
  return {
    _id: draft.entry,
    v: 1,
    kind: 'entry',
    dev,
    n,
    by,
    at,
    sheet: draft.sheet,
    cells: cells.map(({ student, column, value, prev }) => [student, column, value, prev]),
    ...(settles.length === 0 ? {} : { settles }),
  };
};

/** The cells that a sealing turned into an entry, with its id. */
export interface Sealed {
  readonly entry: UpwardId;
  readonly cells: readonly DraftCell[];
}

/**
 * A change made while its draft was being sealed: the person saw the sealed value, so the change follows the entry
 * and not what the entry replaced; otherwise the device would contest itself.
 */
export const afterSealing = (change: Change, sealed: Sealed): Change => {
  const isOvertaken = (cell: DraftCell) =>
    sealed.cells.some((other) => sameCell(cell, other) && other.prev === cell.prev);
  const follow = (cell: DraftCell): DraftCell => (isOvertaken(cell) ? { ...cell, prev: sealed.entry } : cell);
  return {
    ...change,
    // Taking back what is sealed already is a change of its own.
    cells: [...change.cells, ...change.restore.filter(isOvertaken)].map(follow),
    restore: change.restore.filter((cell) => !isOvertaken(cell)),
  };
};

import type { CellHead } from '../marks/cell-head.ts';
import type { AccountName, ColumnCode, SheetId, StudentId, UpwardId } from '../school/identifiers.ts';
import { bringerOf } from './bringer.ts';
import type { Entry } from './entry.ts';
import { type Newcomers, openNewcomers } from './newcomers.ts';
import type { Contested, SheetState } from './sheet-state.ts';

/** The fate of one cell of an entry. */
export interface CellOutcome {
  readonly student: StudentId;
  readonly column: ColumnCode;
  /** `crowded`: too much waits beside the cell already; the value stands nowhere and has to be entered again. */
  readonly outcome: 'applied' | 'confirmed' | 'contested' | 'crowded' | 'late';
}

/** A sheet nobody has written on. */
export const emptySheet = (sheet: SheetId): SheetState => ({
  sheet,
  state: 'open',
  cells: {},
  contested: [],
  closed: null,
});

const headOf = (cells: SheetState['cells'], student: string, column: string): CellHead | undefined =>
  cells[student]?.[column];

/** Cells and newcomers of a sheet while one entry is folded in; its own copy, so that it may be changed. */
interface Folding {
  readonly cells: SheetState['cells'];
  readonly newcomers: Newcomers;
}

/** Takes out of a cell's contest what the author saw there; what nobody saw stays, or it would be lost unheard. */
const settle = (
  { newcomers }: Folding,
  seen: ReadonlySet<UpwardId>,
  { student, column }: Contested,
): void => {
  if (seen.size === 0) return;
  for (const one of newcomers.at(student, column, 'contested')) {
    if (seen.has(one.entry)) newcomers.remove(one);
  }
};

/**
 * Whether a newcomer may take the place of a head. An entry that one account brings under the name of another never
 * replaces a value, unless that value came in the same way: somebody who saw the value has to decide.
 */
const mayReplace = (head: CellHead | undefined, { by, broughtBy }: Contested): boolean =>
  broughtBy === undefined ||
  (head?.[0] ?? null) === null ||
  (bringerOf(head) === broughtBy && head?.[2] === by);

const asHead = ({ value, entry, by, at, broughtBy }: Contested): CellHead =>
  broughtBy === undefined ? [value, entry, by, at] : [value, entry, by, at, broughtBy];

/**
 * Puts a value into a cell, then the newcomer that had come before the entry it follows: its author saw what is the
 * head now. Others that follow the same entry and only happened to agree with an older head are its rivals.
 */
const putHead = (folding: Folding, put: Contested): void => {
  const { cells, newcomers } = folding;
  const { student, column } = put;
  const head = asHead(put);
  cells[student] = { ...cells[student], [column]: head };
  const following = (kind: 'contested' | 'echo') =>
    newcomers.at(student, column, kind).filter(({ prev }) => prev === head[1]);
  const echoes = following('echo');
  const follower = [...following('contested'), ...echoes].find((one) => mayReplace(head, one));
  const rivals = echoes.filter((one) => one !== follower && one.value !== (follower ?? put).value);
  if (follower !== undefined) newcomers.remove(follower);
  for (const rival of rivals) newcomers.contest(rival);
  if (follower !== undefined) putHead(folding, follower);
};

/** The members of a folded sheet; without echoes it looks as if there were no such thing. */
const foldedInto = ({ echoes: _, ...state }: SheetState, { cells, newcomers }: Folding): SheetState => {
  const echoes = newcomers.list('echo');
  return {
    ...state,
    cells,
    contested: newcomers.list('contested'),
    ...(echoes.length === 0 ? {} : { echoes }),
  };
};

/** Folds one cell, and says what became of it. */
const foldCell = (
  folding: Folding,
  newcomer: Contested,
  seen: ReadonlySet<UpwardId>,
): CellOutcome['outcome'] => {
  const { student, column, value, prev } = newcomer;
  const head = headOf(folding.cells, student, column);
  if ((head?.[1] ?? null) === prev && mayReplace(head, newcomer)) {
    settle(folding, seen, newcomer);
    putHead(folding, newcomer);
    return 'applied';
  }
  if ((head?.[0] ?? null) === value) {
    settle(folding, seen, newcomer);
    // If the entry that it follows comes later, the change of that one has been changed back already.
    const isEcho = prev !== null && prev !== head?.[1];
    return !isEcho || folding.newcomers.add(newcomer, 'echo') ? 'confirmed' : 'crowded';
  }
  return folding.newcomers.add(newcomer, 'contested') ? 'contested' : 'crowded';
};

/**
 * Folds one entry into a sheet, cell by cell: `prev` names the head → applied; the same value → confirmed; otherwise
 * contested, and the head stays until a person decides by an entry that names head and newcomer. A closed sheet takes
 * nothing: every cell is late. Beside a cell, a sheet and for an account there is room for so many newcomers; one more
 * is crowded out and has to be entered again once somebody has decided. The order of arrival at the registry decides,
 * never a clock. `broughtBy` is the account that brought the entry under its author's name: a brought entry replaces no
 * value and decides no contest.
 */
export const applyEntry = (
  state: SheetState,
  entry: Entry,
  broughtBy?: AccountName,
): { state: SheetState; outcomes: CellOutcome[] } => {
  if (state.state === 'closed') {
    return {
      state,
      outcomes: entry.cells.map(([student, column]) => ({ student, column, outcome: 'late' })),
    };
  }
  const { _id, by, at } = entry;
  const folding: Folding = { cells: { ...state.cells }, newcomers: openNewcomers(state) };
  const seen = new Set(broughtBy === undefined ? entry.settles : []);
  const bringer = broughtBy === undefined ? {} : { broughtBy };
  const outcomes = entry.cells.map(([student, column, value, prev]): CellOutcome => {
    const newcomer: Contested = { student, column, value, entry: _id, prev, by, at, ...bringer };
    return { student, column, outcome: foldCell(folding, newcomer, seen) };
  });
  return { state: foldedInto(state, folding), outcomes };
};

/**
 * What a subject teacher approves when closing: sheet and filled cells only, in one fixed order.
 * Authors and times are left out, so that two devices that show the same marks approve the same digest.
 */
export const sheetContent = (
  sheet: SheetId,
  cells: SheetState['cells'],
): { sheet: SheetId; cells: [string, string, string | number][] } => ({
  sheet,
  cells: Object.keys(cells)
    .sort()
    .flatMap((student) =>
      Object.entries(cells[student] ?? {})
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([column, [value]]): [string, string, string | number][] =>
          value === null ? [] : [[student, column, value]],
        ),
    ),
});

import type { ColumnCode, SheetId, StudentId } from '../school/identifiers.ts';
import type { Entry } from './entry.ts';
import type { CellHead, Contested, SheetState } from './sheet-state.ts';

/** What became of one cell of an entry. */
export interface CellOutcome {
  readonly student: StudentId;
  readonly column: ColumnCode;
  readonly outcome: 'applied' | 'confirmed' | 'contested' | 'late';
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

/** Cells and contests of a sheet while one entry is folded in; its own copy, so that it may be changed. */
interface Folding {
  readonly cells: SheetState['cells'];
  contested: Contested[];
  echoes: Contested[];
}

const isCell = (c: Contested, student: string, column: string): boolean =>
  c.student === student && c.column === column;

/** Takes out of a cell's contest what the author saw there; what nobody saw stays, or it would be lost unheard. */
const settle = (folding: Folding, { settles = [] }: Entry, student: string, column: string): void => {
  if (settles.length === 0) return;
  folding.contested = folding.contested.filter(
    (c) => !isCell(c, student, column) || !settles.includes(c.entry),
  );
};

/**
 * Puts a value into a cell, then the newcomer that had come before the entry it follows: its author saw what is the
 * head now. Others that follow the same entry and only happened to agree with an older head are its rivals.
 */
const putHead = (folding: Folding, student: StudentId, column: ColumnCode, head: CellHead): void => {
  folding.cells[student] = { ...folding.cells[student], [column]: head };
  const follows = (c: Contested): boolean => isCell(c, student, column) && c.prev === head[1];
  const echoes = folding.echoes.filter(follows);
  const follower = folding.contested.find(follows) ?? echoes[0];
  if (follower === undefined) return;
  const { value, entry, by, at } = follower;
  const rivals = echoes.filter((c) => c !== follower && c.value !== value);
  folding.contested = [...folding.contested.filter((c) => c !== follower), ...rivals];
  folding.echoes = folding.echoes.filter((c) => c !== follower && !rivals.includes(c));
  putHead(folding, student, column, [value, entry, by, at]);
};

/** More than so many are of entries that nobody will ever send; the oldest go. */
const MAX_ECHOES = 200;

/** The members of a folded sheet; without echoes it looks as if there were no such thing. */
const foldedInto = ({ echoes: _, ...state }: SheetState, { echoes, ...folded }: Folding): SheetState => ({
  ...state,
  ...folded,
  ...(echoes.length === 0 ? {} : { echoes: echoes.slice(-MAX_ECHOES) }),
});

/**
 * Folds one entry into a sheet, cell by cell: `prev` names the head → applied; the same value → confirmed;
 * otherwise contested, and the head stays until a person decides by an entry that names head and newcomer.
 * A closed sheet takes nothing: every cell is late. The order of arrival at the registry decides, never a clock.
 */
export const applyEntry = (
  state: SheetState,
  entry: Entry,
): { state: SheetState; outcomes: CellOutcome[] } => {
  if (state.state === 'closed') {
    return {
      state,
      outcomes: entry.cells.map(([student, column]) => ({ student, column, outcome: 'late' })),
    };
  }
  const { _id, by, at } = entry;
  const folding: Folding = {
    cells: { ...state.cells },
    contested: state.contested,
    echoes: state.echoes ?? [],
  };
  const outcomes: CellOutcome[] = [];
  for (const [student, column, value, prev] of entry.cells) {
    const head = headOf(folding.cells, student, column);
    const newcomer: Contested = { student, column, value, entry: _id, prev, by, at };
    if ((head?.[1] ?? null) === prev) {
      settle(folding, entry, student, column);
      putHead(folding, student, column, [value, _id, by, at]);
      outcomes.push({ student, column, outcome: 'applied' });
    } else if ((head?.[0] ?? null) === value) {
      settle(folding, entry, student, column);
      // Should the entry it follows come later, then what that one changes has been changed back already.
      if (prev !== null) folding.echoes = [...folding.echoes, newcomer];
      outcomes.push({ student, column, outcome: 'confirmed' });
    } else {
      folding.contested = [...folding.contested, newcomer];
      outcomes.push({ student, column, outcome: 'contested' });
    }
  }
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

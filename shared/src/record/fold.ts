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

/**
 * Folds one entry into a sheet, cell by cell: `prev` names the head → applied; the same value → confirmed;
 * otherwise contested, and the head stays until a person decides by an entry that names it.
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
  const cells = { ...state.cells };
  let contested = state.contested;
  const outcomes: CellOutcome[] = [];
  for (const [student, column, value, prev] of entry.cells) {
    const head = headOf(cells, student, column);
    if ((head?.[1] ?? null) === prev) {
      cells[student] = { ...cells[student], [column]: [value, entry._id, entry.by, entry.at] };
      contested = settle(contested, student, column);
      outcomes.push({ student, column, outcome: 'applied' });
    } else if ((head?.[0] ?? null) === value) {
      outcomes.push({ student, column, outcome: 'confirmed' });
    } else {
      contested = [...contested, { student, column, value, entry: entry._id, by: entry.by, at: entry.at }];
      outcomes.push({ student, column, outcome: 'contested' });
    }
  }
  return { state: { ...state, cells, contested }, outcomes };
};

/** An entry that names the head has seen what stood there: it settles the contest of that cell. */
const settle = (contested: Contested[], student: StudentId, column: ColumnCode): Contested[] =>
  contested.some((c) => c.student === student && c.column === column)
    ? contested.filter((c) => c.student !== student || c.column !== column)
    : contested;

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

import type { StudentId } from '../school/identifiers.ts';
import { bringerOf } from './bringer.ts';
import type { Contested, SheetState } from './sheet-state.ts';

/** The state of two sheets when a pupil's marks go from the one to the other. */
export interface Carried {
  readonly from: SheetState;
  readonly to: SheetState;
  /** The sheet of the new class was closed and is open again, because it holds marks that nobody approved there. */
  readonly reopened: boolean;
}

type Cells = SheetState['cells'][string];

const isOf =
  (student: StudentId) =>
  (one: Contested): boolean =>
    one.student === student;

/** Marks that the new class has no cell for yet are copied with their authors; others stand beside them as newcomers. */
const mergeRow = (student: StudentId, row: Cells, own: Cells): { cells: Cells; contested: Contested[] } => {
  const cells = { ...own };
  const contested: Contested[] = [];
  for (const [column, brought] of Object.entries(row)) {
    const head = own[column];
    const [value, entry, by, at] = brought;
    const bringer = bringerOf(brought);
    if (head === undefined) cells[column] = brought;
    else if (head[0] !== value && head[1] !== entry) {
      contested.push({
        student,
        column: column as Contested['column'],
        value,
        entry,
        prev: null,
        by,
        at,
        ...(bringer === undefined ? {} : { broughtBy: bringer }),
      });
    }
  }
  return { cells, contested };
};

const hasMore = (cells: Cells, own: Cells): boolean => Object.keys(cells).length > Object.keys(own).length;

/** A row of a closed sheet is approved already: it is shown in the new class, counts there and nobody enters it again. */
const bringClosed = (from: SheetState, digest: string, to: SheetState, student: StudentId): SheetState => ({
  ...to,
  brought: {
    ...to.brought,
    [student]: from.brought?.[student] ?? { sheet: from.sheet, digest, cells: from.cells[student] ?? {} },
  },
});

/**
 * Carries a pupil's marks of one subject and term from the sheet of the class that the pupil leaves to that of the new
 * one: marks belong to the pupil. Those of a closed sheet stay approved as they are (`brought`); those of an open one go
 * on in the new sheet. The old sheet keeps them to be seen, and no longer waits for a decision on them. Undefined where
 * the pupil has nothing on the old sheet.
 */
export const carryPupil = (
  from: SheetState,
  digest: string,
  to: SheetState,
  student: StudentId,
): Carried | undefined => {
  // A row that came from a third class stands apart from the sheet's own cells.
  const row = from.brought?.[student]?.cells ?? from.cells[student];
  const disputed = from.contested.filter(isOf(student));
  const wasBrought = from.brought !== undefined && Object.hasOwn(from.brought, student);
  if (row === undefined && disputed.length === 0 && !wasBrought) return undefined;
  const own = to.cells[student];
  const isApproved = wasBrought || (from.state === 'closed' && row !== undefined);
  if (isApproved && own === undefined) {
    return { from, to: bringClosed(from, digest, to, student), reopened: false };
  }
  const merged = mergeRow(student, row ?? {}, own ?? {});
  const contested = [...to.contested, ...merged.contested, ...disputed];
  const isNew = contested.length > to.contested.length || hasMore(merged.cells, own ?? {});
  const reopened = isNew && to.state === 'closed';
  return {
    from: { ...from, contested: from.contested.filter((one) => !isOf(student)(one)) },
    to: {
      ...to,
      cells: { ...to.cells, [student]: merged.cells },
      contested,
      ...(reopened ? ({ state: 'open', closed: null } as const) : {}),
    },
    reopened,
  };
};

import type { CellValue } from '../../../marks/cell.ts';
import { primarySubjectsOf } from '../../../school/curriculum/curriculum-primary.ts';
import type { TraitCode } from '../../../school/identifiers.ts';
import type { Point } from '../points.ts';
import { decideTest } from '../sheet/periodic-tests.ts';
import { traitsOf } from '../traits.ts';
import type { PupilAtPoint } from './check-point.ts';

type Cell = CellValue | null;

/** The differences from the best: levels by subject, test scores in tenths by subject, levels by trait. */
interface Changes {
  readonly levels?: Readonly<Record<string, Cell>>;
  readonly tests?: Readonly<Record<string, Cell>>;
  readonly traits?: Partial<Record<TraitCode, Cell>>;
}

/** A pupil with every level at its best and a ten in every test that is due, but for what is changed. */
export const pupilAt = <P extends Point>(
  grade: number,
  point: P,
  { levels = {}, tests = {}, traits = {} }: Changes = {},
): PupilAtPoint & { readonly point: P } => ({
  grade,
  point,
  subjects: primarySubjectsOf(grade).map((subject) => {
    const due = decideTest(subject, grade, point).due ? 100 : null;
    const pick = (from: Readonly<Record<string, Cell>>, usual: Cell) => {
      const changed = from[subject];
      return changed === undefined ? usual : changed;
    };
    return { subject, level: pick(levels, 'T'), test: pick(tests, due) };
  }),
  traits: { ...Object.fromEntries(traitsOf(grade).map((code) => [code, 'T'])), ...traits },
});

import { type Static, Type } from 'typebox';
import { CellHead } from '../marks/cell-head.ts';
import { Digest, SchoolCode, SheetId, StudentId } from '../school/identifiers.ts';
import { type Carried, carryPupil } from './carry.ts';
import { Closing, Contested, type SheetState } from './sheet-state.ts';

const closed = { additionalProperties: false };

/** One pupil's row of a sheet of another school; `closing` says who approved it there, null while nobody had. */
export const ArrivingSheet = Type.Object(
  {
    sheet: SheetId,
    digest: Type.Union([Digest, Type.Literal('')]),
    cells: Type.Record(Type.String({ maxLength: 8 }), CellHead),
    contested: Type.Array(Contested, { maxItems: 100 }),
    closing: Type.Union([Closing, Type.Null()]),
  },
  closed,
);
export type ArrivingSheet = Static<typeof ArrivingSheet>;

/** The marks of the running year that come with a pupil from another school. */
export const Arrival = Type.Object(
  { student: StudentId, school: SchoolCode, sheets: Type.Array(ArrivingSheet, { maxItems: 90 }) },
  closed,
);
export type Arrival = Static<typeof Arrival>;

/**
 * Carries a pupil's row of another school's sheet into the one of the new class, by the rules for a change of class: a row
 * of a closed sheet stays approved, with the name of its approver; one of an open sheet goes on here.
 */
export const carryArrival = (
  { sheet, digest, cells, contested, closing }: ArrivingSheet,
  to: SheetState,
  student: StudentId,
): Carried | undefined => {
  const from: SheetState = {
    sheet,
    state: closing === null ? 'open' : 'closed',
    cells: { [student]: cells },
    contested,
    closed: null,
  };
  const carried = carryPupil(from, digest, to, student);
  const row = carried?.to.brought?.[student];
  if (carried === undefined || row === undefined || closing === null) return carried;
  return {
    ...carried,
    to: { ...carried.to, brought: { ...carried.to.brought, [student]: { ...row, closing } } },
  };
};

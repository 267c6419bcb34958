import type { RecordState } from '@hocba/shared/lifecycle/states';
import { carryPupil } from '@hocba/shared/record/carry';
import { emptySheet } from '@hocba/shared/record/fold';
import type { SheetState } from '@hocba/shared/record/sheet-state';
import {
  type ClassCode,
  databaseNameOf,
  HOMEROOM,
  type SheetId,
  type StudentId,
  type SubjectCode,
  sheetIdOf,
  sheetParts,
} from '@hocba/shared/school/identifiers';
import type { RosterTarget } from '../../schools/class-subjects.ts';
import type { RosterImport } from '../../schools/import-roster.ts';
import { listFrozenElsewhere } from '../../schools/read-class.ts';
import type { Db } from '../../storage/engine/db.ts';
import { listSheets } from '../../storage/queries/records/sheets.ts';
import { listClassSubjects } from '../../storage/queries/schools/schools.ts';

/** The fate of the marks of a pupil who changes class. */
interface MovedMarks {
  /** Sheets of the old class whose marks go along. */
  readonly follow: readonly SheetId[];
  /** Sheets of the old class whose subject is not taught in the new one: the marks stay. */
  readonly stay: readonly SheetId[];
  /** Closed sheets of the new class that open again, because they receive marks that nobody approved there. */
  readonly reopen: readonly SheetId[];
}

/** One pupil who changes class. */
export interface RosterMove extends MovedMarks {
  readonly row: number;
  readonly code: string;
  readonly name: string;
  readonly left: ClassCode;
  readonly present: ClassCode;
  /** The class in which the record of this year was approved already, and whether it is issued; it stays there. */
  readonly record?: { readonly class: ClassCode; readonly state: RecordState };
}

type States = ReadonlyMap<SheetId, SheetState>;

const statesOf = async (db: Db, name: string, classes: readonly ClassCode[]): Promise<States> =>
  new Map(
    (await listSheets(db, name, classes)).map(({ id, body }) => [
      id as SheetId,
      JSON.parse(body) as SheetState,
    ]),
  );

const marksOf = (
  states: States,
  student: StudentId,
  { left, present }: Pick<RosterMove, 'left' | 'present'>,
  taught: readonly SubjectCode[],
): MovedMarks => {
  const found: Record<keyof MovedMarks, SheetId[]> = { follow: [], stay: [], reopen: [] };
  for (const [id, state] of states) {
    const { class: of, subject, term } = sheetParts(id);
    if (of !== left) continue;
    const target = sheetIdOf(present, subject, term);
    const carried = carryPupil(state, '', states.get(target) ?? emptySheet(target), student);
    if (carried === undefined) continue;
    // A class that the list creates has no subjects yet; it is given those of its grade.
    const isTaught = taught.length === 0 || subject === HOMEROOM || taught.includes(subject);
    (isTaught ? found.follow : found.stay).push(id);
    if (isTaught && carried.reopened) found.reopen.push(target);
  }
  return found;
};

/** The pupils who change class by a pupil list, and what becomes of their marks; asked before the marks are carried. */
export const rosterMoves = async (
  db: Db,
  { school, year }: RosterTarget,
  { plan }: RosterImport,
): Promise<RosterMove[]> => {
  const moves: RosterMove[] = [];
  for (const { row, pupil } of plan.update) {
    const left = pupil.enrolment?.class;
    if (left === undefined || left === row.class) continue;
    const place = { left, present: row.class };
    const states = await statesOf(db, databaseNameOf(school, year), [left, row.class]);
    const subjects = await listClassSubjects(db, school, year, row.class);
    const taught = subjects.map(({ subject }) => subject as SubjectCode);
    const { row: number, code, name } = row;
    const record = (await listFrozenElsewhere(db, { school, year }, row.class, [pupil.id])).get(pupil.id);
    moves.push({
      ...{ row: number, code, name, ...place, ...marksOf(states, pupil.id, place, taught) },
      ...(record === undefined ? {} : { record }),
    });
  }
  return moves;
};

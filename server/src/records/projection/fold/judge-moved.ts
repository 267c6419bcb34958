import type { Finding } from '@hocba/shared/marks/finding';
import { sheetPlaceOf } from '@hocba/shared/marks/sheet-place';
import type { Entry, EntryCell } from '@hocba/shared/record/entry';
import { type Newcomers, openNewcomers } from '@hocba/shared/record/newcomers';
import type { Contested, SheetState } from '@hocba/shared/record/sheet-state';
import { checkSheetCell, sheetColumnsOf } from '@hocba/shared/regulations/sheet-rules';
import type { ClassList } from '@hocba/shared/school/class-list';
import {
  type AccountName,
  type ClassCode,
  HOMEROOM,
  type SheetId,
  sheetIdOf,
  sheetParts,
} from '@hocba/shared/school/identifiers';
import { type Batch, putSheet, sheetOf } from '../batch.ts';

/** A sheet of a new class, and what stands beside its heads: opened once for an entry, however many cells go there. */
interface Beside {
  readonly state: SheetState;
  readonly newcomers: Newcomers;
}

const besideOf = (batch: Batch, target: SheetId): Beside => {
  const { state } = sheetOf(batch, target);
  return { state, newcomers: openNewcomers(state) };
};

/** The sheet of the new class that takes a cell; undefined where that class has no place for it. */
const placeIn = async (
  batch: Batch,
  to: ClassCode,
  sheet: SheetId,
  cell: EntryCell,
): Promise<SheetId | undefined> => {
  const [, column, value] = cell;
  const { subject, term } = sheetParts(sheet);
  const list = await batch.classes.find(to);
  const isTaught = subject === HOMEROOM || list?.subjects.some((one) => one.subject === subject);
  if (list === undefined || !isTaught || term === 'summer') return undefined;
  const target = sheetIdOf(to, subject, term);
  const place = sheetPlaceOf(list, target);
  const isFit = value === null || checkSheetCell(place, column, value).length === 0;
  return sheetColumnsOf(place).includes(column) && isFit ? target : undefined;
};

/** Keeps a cell beside the sheet of the new class, where its teacher decides; says what its author is told. */
const keepBeside = ({ state, newcomers }: Beside, newcomer: Contested): Finding[] => {
  const { student, column, value } = newcomer;
  if ((state.cells[student]?.[column]?.[0] ?? null) === value) return [];
  if (state.state === 'closed' || Object.hasOwn(state.brought ?? {}, student)) {
    return [{ code: 'SHEET_CLOSED', student, column }];
  }
  const code = newcomers.add(newcomer, 'contested') ? 'STUDENT_MOVED' : 'CELL_CROWDED';
  return [{ code, student, column }];
};

/**
 * Takes out of an entry the cells of pupils who are in another class by now: their author's right to them has ended, and
 * the marks are the pupil's. They stand beside the sheet of the new class until its teacher decides. Cells that the new
 * class has no place for stay in the entry, for the old sheet. `broughtBy` is the account that brought the entry under
 * its author's name.
 */
export const judgeMoved = async (
  batch: Batch,
  { students }: ClassList,
  entry: Entry,
  broughtBy?: AccountName,
): Promise<{ readonly entry: Entry; readonly findings: readonly Finding[] }> => {
  const movedTo = new Map(students.map(({ id, movedTo: to }) => [id, to]));
  const { _id, by, at } = entry;
  const bringer = broughtBy === undefined ? {} : { broughtBy };
  const beside = new Map<SheetId, Beside>();
  const findings: Finding[] = [];
  const cells: EntryCell[] = [];
  for (const cell of entry.cells) {
    const [student, column, value, prev] = cell;
    const to = movedTo.get(student);
    const target = to === undefined ? undefined : await placeIn(batch, to, entry.sheet, cell);
    if (target === undefined) {
      cells.push(cell);
      continue;
    }
    const there = beside.get(target) ?? besideOf(batch, target);
    beside.set(target, there);
    findings.push(...keepBeside(there, { student, column, value, entry: _id, prev, by, at, ...bringer }));
  }
  for (const [target, { state, newcomers }] of beside) {
    const contested = newcomers.list('contested');
    if (contested.length === state.contested.length) continue;
    putSheet(batch, target, { ...sheetOf(batch, target), state: { ...state, contested } });
  }
  return { entry: { ...entry, cells }, findings };
};

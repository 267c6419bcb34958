import type { Entry, EntryCell } from '@hocba/shared/record/entry';
import type { SheetState } from '@hocba/shared/record/sheet-state';
import type { Finding } from '@hocba/shared/rules/finding';
import { checkSheetCell, sheetColumnsOf, sheetPlaceOf } from '@hocba/shared/rules/sheet-rules';
import type { ClassList } from '@hocba/shared/school/class-list';
import {
  type ClassCode,
  HOMEROOM,
  type SheetId,
  sheetIdOf,
  sheetParts,
} from '@hocba/shared/school/identifiers';
import { type Batch, putSheet, sheetOf } from './batch.ts';

/** What a sheet holds beside its cells at most; what comes after that stays on the old sheet. */
const MAX_CONTESTED = 1000;

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

/** Puts a cell beside the sheet of the new class, where its teacher decides; says what its author is told. */
const putBeside = (batch: Batch, target: SheetId, entry: Entry, cell: EntryCell): Finding[] => {
  const [student, column, value, prev] = cell;
  const sheet = sheetOf(batch, target);
  const { state }: { state: SheetState } = sheet;
  if ((state.cells[student]?.[column]?.[0] ?? null) === value) return [];
  if (state.state === 'closed' || Object.hasOwn(state.brought ?? {}, student)) {
    return [{ code: 'SHEET_CLOSED', student, column }];
  }
  const { _id, by, at } = entry;
  const newcomer = { student, column, value, entry: _id, prev, by, at };
  putSheet(batch, target, { ...sheet, state: { ...state, contested: [...state.contested, newcomer] } });
  return [{ code: 'STUDENT_MOVED', student, column }];
};

/**
 * Takes out of an entry the cells of pupils who are in another class by now: their author's right to them has ended, and
 * the marks are the pupil's. They stand beside the sheet of the new class until its teacher decides. Cells that the new
 * class has no place for stay in the entry, for the old sheet.
 */
export const judgeMoved = async (
  batch: Batch,
  { students }: ClassList,
  entry: Entry,
): Promise<{ readonly entry: Entry; readonly findings: readonly Finding[] }> => {
  const movedTo = new Map(students.map(({ id, movedTo: to }) => [id, to]));
  const findings: Finding[] = [];
  const cells: EntryCell[] = [];
  for (const cell of entry.cells) {
    const to = movedTo.get(cell[0]);
    const target = to === undefined ? undefined : await placeIn(batch, to, entry.sheet, cell);
    const isFull = target !== undefined && sheetOf(batch, target).state.contested.length >= MAX_CONTESTED;
    if (target === undefined) cells.push(cell);
    else if (isFull) findings.push({ code: 'CELL_CROWDED', student: cell[0], column: cell[1] });
    else findings.push(...putBeside(batch, target, entry, cell));
  }
  return { entry: { ...entry, cells }, findings };
};

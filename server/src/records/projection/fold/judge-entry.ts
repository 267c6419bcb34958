import { digestOf } from '@hocba/shared/credential/jws/digest';
import type { VerdictDocument } from '@hocba/shared/documents/downward';
import type { CloseSheet } from '@hocba/shared/documents/upward';
import type { Finding } from '@hocba/shared/marks/finding';
import { sheetPlaceOf } from '@hocba/shared/marks/sheet-place';
import { checkSheetComplete } from '@hocba/shared/record/check-sheet';
import type { Entry, EntryCell } from '@hocba/shared/record/entry';
import { applyEntry, type CellOutcome, sheetContent } from '@hocba/shared/record/fold';
import type { SheetState } from '@hocba/shared/record/sheet-state';
import { checkSheetCell, sheetColumnsOf } from '@hocba/shared/regulations/sheet-rules';
import type { ClassList } from '@hocba/shared/school/class-list';
import { type AccountName, HOMEROOM, type Instant, sheetParts } from '@hocba/shared/school/identifiers';
import { type Batch, putSheet, sheetOf } from '../batch.ts';

/** The most that the document of an answer can hold; an entry has no more cells. */
const MAX_FINDINGS = 1000;

/**
 * The answer to a document that was not simply applied. It names every cell it is about; of an empty primary homeroom
 * sheet, where a large class lacks more than one document holds, the first ones.
 */
export const verdictOn = (
  document: string,
  outcome: VerdictDocument['outcome'],
  code: string,
  findings: readonly Finding[],
): VerdictDocument => ({
  _id: `verdict:${document}`,
  v: 1,
  kind: 'verdict',
  document,
  outcome,
  code,
  findings: findings.slice(0, MAX_FINDINGS),
});

/** The findings of the rules against the cells of a sheet: the pupil, the column, the value. */
const checkEntryCells = (
  list: ClassList,
  { sheet, asked = {}, brought = {} }: SheetState,
  cells: readonly EntryCell[],
): Finding[] => {
  const { subject, term } = sheetParts(sheet);
  const students = new Set(list.students.map(({ id }) => id));
  const taught = list.subjects.find((s) => s.subject === subject);
  const place = sheetPlaceOf(list, sheet);
  const columns = sheetColumnsOf(place);
  return cells.flatMap(([student, column, value]): Finding[] => {
    if (!students.has(student)) return [{ code: 'STUDENT_UNKNOWN', student, column }];
    if (Object.hasOwn(brought, student)) return [{ code: 'SHEET_CLOSED', student, column }];
    if (taught === undefined && subject !== HOMEROOM) return [{ code: 'SUBJECT_UNKNOWN', student, column }];
    if (!columns.includes(column)) return [{ code: 'COLUMN_UNKNOWN', student, column }];
    if (term === 'summer' && !Object.hasOwn(asked, student)) {
      return [{ code: 'SUMMER_NOT_ASKED', student, column }];
    }
    return value === null ? [] : checkSheetCell(place, column, value).map((f) => ({ ...f, student, column }));
  });
};

const CODES = {
  late: 'SHEET_CLOSED',
  crowded: 'CELL_CROWDED',
  contested: 'CELL_CONTESTED',
  applied: 'BROUGHT_BY_OTHER',
  confirmed: 'BROUGHT_BY_OTHER',
} as const satisfies Record<CellOutcome['outcome'], string>;

/** The outcome of the whole entry, worst first; the rules' own codes are refusals. */
const ANSWERS = [
  ['SHEET_CLOSED', 'late'],
  ['CELL_CROWDED', 'refused'],
  ['CELL_CONTESTED', 'contested'],
  ['STUDENT_MOVED', 'contested'],
  ['BROUGHT_BY_OTHER', 'brought'],
] as const;

/** The findings about the cells that went into the sheet; nothing of those that were simply taken from their author. */
const outcomeFindings = (outcomes: readonly CellOutcome[], isBrought: boolean): Finding[] =>
  outcomes.flatMap(({ student, column, outcome }) => {
    const code = CODES[outcome];
    return code === 'BROUGHT_BY_OTHER' && !isBrought ? [] : [{ code, student, column }];
  });

/** The place of a finding among the answers; a code of the rules comes before all of them. */
const rankOf = ({ code }: Finding): number => ANSWERS.findIndex(([one]) => one === code);

/** Each cell once for each code, the worst things that are said first. */
const worstFirst = (findings: readonly Finding[]): Finding[] => {
  const found = new Map(findings.map((one) => [`${one.code} ${one.student} ${one.column}`, one]));
  return [...found.values()].sort((a, b) => rankOf(a) - rankOf(b));
};

/**
 * Folds an entry into its sheet: cells that the rules refuse are left out and named in the verdict, the others are
 * applied, confirmed or contested one by one, so that one slip does not cost a column of marks. An entry that somebody
 * else brought is always answered, because its author has to hear of it. `moved` is what is said of cells that went to
 * another class.
 */
export const judgeEntry = (
  batch: Batch,
  list: ClassList,
  entry: Entry,
  broughtBy?: AccountName,
  moved: readonly Finding[] = [],
): void => {
  const sheet = sheetOf(batch, entry.sheet);
  const refused = checkEntryCells(list, sheet.state, entry.cells);
  const bad = new Set(refused.map(({ student, column }) => `${student} ${column}`));
  const isGood = ([student, column]: EntryCell) => bad.size === 0 || !bad.has(`${student} ${column}`);
  const cells = entry.cells.filter(isGood);
  const { state, outcomes } = applyEntry(sheet.state, { ...entry, cells }, broughtBy);
  if (state !== sheet.state && cells.length > 0) {
    // The digest follows with the records of the class: once, however many entries the batch has for the sheet.
    putSheet(batch, entry.sheet, { ...sheet, state, digest: '' });
  }
  // The first one names the whole answer, and an answer that is too long loses its end.
  const findings = worstFirst([...refused, ...outcomeFindings(outcomes, broughtBy !== undefined), ...moved]);
  const first = findings[0];
  if (first === undefined) return;
  const outcome = ANSWERS.find(([code]) => code === first.code)?.[1] ?? 'refused';
  const verdict = verdictOn(entry._id, outcome, first.code, findings);
  batch.verdicts.push(broughtBy === undefined ? verdict : { ...verdict, author: entry.by, broughtBy });
};

/** Closes a sheet that is complete, uncontested and still what the teacher saw; otherwise says why not. */
export const judgeClose = async (
  batch: Batch,
  list: ClassList,
  close: CloseSheet,
  receivedAt: Instant,
): Promise<void> => {
  const sheet = sheetOf(batch, close.sheet);
  const { state } = sheet;
  const refuse = (code: string, findings: readonly Finding[] = []) =>
    batch.verdicts.push(verdictOn(close._id, 'refused', code, findings));
  if (state.state === 'closed') return void refuse('SHEET_CLOSED');
  if (state.contested.length > 0) {
    return void refuse(
      'SHEET_CONTESTED',
      state.contested.map(({ student, column }) => ({ code: 'CELL_CONTESTED', student, column })),
    );
  }
  const digest = await digestOf(sheetContent(close.sheet, state.cells));
  if (digest !== close.digest) return void refuse('APPROVAL_STALE');
  const missing = checkSheetComplete(list, state);
  if (missing.length > 0) return void refuse('SHEET_NOT_COMPLETE', missing);
  // The registry's own time, because it is signed: a device's clock may say anything.
  const closed = { by: close.by, at: receivedAt, document: close._id };
  putSheet(batch, close.sheet, { ...sheet, digest, state: { ...state, state: 'closed', closed } });
};

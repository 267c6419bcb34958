import type { ClassDocument } from '@hocba/shared/documents/downward';
import { checkSheetComplete, countAskedCells } from '@hocba/shared/record/check-sheet';
import type { ClassList } from '@hocba/shared/school/class-list';
import { inOrderOfGrade } from '@hocba/shared/school/curriculum/subjects-of-grade';
import {
  HOMEROOM,
  type SheetId,
  type SheetTerm,
  type SubjectCode,
  sheetIdOf,
} from '@hocba/shared/school/identifiers';
import type { YearState } from '../../sync/year.ts';
import { type FoldedSheet, foldSheet } from '../sheet/fold-sheet.ts';

/** How far a sheet is. */
export interface SheetProgress {
  readonly sheet: SheetId;
  /** `unread`: only a newer version of this page can read it, so that nothing can be said. */
  readonly state: 'unread' | 'empty' | 'entering' | 'complete' | 'closing' | 'closed';
  /** Cells that are right, of all that have to be filled before the sheet can be closed. */
  readonly done: number;
  readonly total: number;
  readonly contested: number;
  /** Cells whose value here the registry has not acknowledged. */
  readonly unsent: number;
}

/** One subject of a class with both terms, and the summer where somebody is asked for it. */
export interface SubjectProgress {
  readonly subject: SubjectCode;
  readonly hk1: SheetProgress;
  readonly hk2: SheetProgress;
  readonly summer?: SheetProgress;
}

const stateOf = (folded: FoldedSheet, isComplete: boolean): SheetProgress['state'] => {
  if (folded.state.state === 'closed') return 'closed';
  if (folded.closing) return 'closing';
  const isEmpty = Object.values(folded.shown.cells).every((row) =>
    Object.values(row).every(([value]) => value === null),
  );
  if (isEmpty) return 'empty';
  return isComplete ? 'complete' : 'entering';
};

/** How far a folded sheet is. */
export const progressOf = (list: ClassList, folded: FoldedSheet): SheetProgress => {
  const findings = checkSheetComplete(list, folded.shown);
  const lacking = new Set(
    findings.flatMap(({ student, column }) => (column === undefined ? [] : [`${student} ${column}`])),
  );
  const total = countAskedCells(list, folded.shown);
  return {
    sheet: folded.sheet,
    state: stateOf(folded, findings.length === 0),
    done: Math.max(0, total - lacking.size),
    total,
    contested: folded.state.contested.length,
    unsent: folded.unsent,
  };
};

/** Whether the registry asks anybody on a summer sheet; most classes have none, and folding would be for nothing. */
const hasSummer = ({ docs }: YearState, sheet: SheetId): boolean => {
  const doc = docs.get(`sheet:${sheet}`);
  return doc?.kind === 'sheet' && Object.keys(doc.asked ?? {}).length > 0;
};

/** How far every sheet of a class is; the homeroom teacher's own sheet comes last. */
export const progressOfClass = (
  year: YearState,
  list: ClassDocument,
  subjects: readonly SubjectCode[],
): SubjectProgress[] =>
  [...inOrderOfGrade(list.subjects, list.grade).map(({ subject }) => subject), HOMEROOM]
    .filter((subject) => subjects.includes(subject))
    .map((subject) => {
      const of = (term: SheetTerm): SheetProgress => {
        const sheet = sheetIdOf(list.class, subject, term);
        const progress = progressOf(list, foldSheet(year, sheet));
        return year.newer.has(`sheet:${sheet}`) ? { ...progress, state: 'unread' } : progress;
      };
      return {
        subject,
        hk1: of('hk1'),
        hk2: of('hk2'),
        ...(hasSummer(year, sheetIdOf(list.class, subject, 'summer')) ? { summer: of('summer') } : {}),
      };
    });

/** Cells of several sheets together. */
export const cellsOf = (sheets: readonly SheetProgress[]): Pick<SheetProgress, 'done' | 'total'> => ({
  done: sheets.reduce((sum, { done }) => sum + done, 0),
  total: sheets.reduce((sum, { total }) => sum + total, 0),
});

/** The sheets of these subjects, term by term, the summer last. */
export const sheetsOf = (rows: readonly SubjectProgress[]): SheetProgress[] => [
  ...rows.map(({ hk1 }) => hk1),
  ...rows.map(({ hk2 }) => hk2),
  ...rows.flatMap(({ summer }) => (summer === undefined ? [] : [summer])),
];

/** Whether somebody still has to enter or close a sheet; of one that only a newer page can read nobody knows. */
export const isStillOpen = ({ state }: SheetProgress): boolean =>
  state !== 'closed' && state !== 'closing' && state !== 'unread';

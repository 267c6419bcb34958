import type { ClassDocument } from '@hocba/shared/documents/downward';
import { checkSheetComplete } from '@hocba/shared/record/check-sheet';
import type { ClassList } from '@hocba/shared/school/class-list';
import {
  HOMEROOM,
  type SheetId,
  type SubjectCode,
  sheetIdOf,
  type Term,
} from '@hocba/shared/school/identifiers';
import { inOrderOfGrade } from '@hocba/shared/school/subjects-of-grade';
import type { YearState } from '../sync/year.ts';
import { type FoldedSheet, foldSheet } from './fold-sheet.ts';

/** How far a sheet is. */
export interface SheetProgress {
  readonly sheet: SheetId;
  readonly state: 'empty' | 'entering' | 'complete' | 'closing' | 'closed';
  /** Pupils with everything entered, of those who study in the class. */
  readonly done: number;
  readonly total: number;
  readonly contested: number;
}

/** One subject of a class with both terms. */
export interface SubjectProgress {
  readonly subject: SubjectCode;
  readonly hk1: SheetProgress;
  readonly hk2: SheetProgress;
}

const stateOf = (folded: FoldedSheet, done: number, total: number): SheetProgress['state'] => {
  if (folded.state.state === 'closed') return 'closed';
  if (folded.closing) return 'closing';
  const isEmpty = Object.values(folded.shown.cells).every((row) =>
    Object.values(row).every(([value]) => value === null),
  );
  if (isEmpty) return 'empty';
  return done === total ? 'complete' : 'entering';
};

/** How far a folded sheet is. */
export const progressOf = (list: ClassList, folded: FoldedSheet): SheetProgress => {
  const total = list.students.filter(({ status }) => status === 'studying').length;
  const lacking = new Set(checkSheetComplete(list, folded.shown).map(({ student }) => student));
  const done = Math.max(0, total - lacking.size);
  return {
    sheet: folded.sheet,
    state: stateOf(folded, done, total),
    done,
    total,
    contested: folded.state.contested.length,
  };
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
      const of = (term: Term) => progressOf(list, foldSheet(year, sheetIdOf(list.class, subject, term)));
      return { subject, hk1: of('hk1'), hk2: of('hk2') };
    });

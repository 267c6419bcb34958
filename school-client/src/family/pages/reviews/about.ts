import type { FamilyReview } from '@hocba/shared/contract/family/reviews';
import { sheetLookOf } from '@hocba/shared/regulations/sheet-looks';
import { findSubject, gradeOfClass } from '@hocba/shared/school/curriculum/subjects-of-grade';
import {
  type ColumnCode,
  HOMEROOM,
  type SchoolYear,
  type SheetTerm,
  type SubjectCode,
} from '@hocba/shared/school/identifiers';
import { formatSchoolYear, momentIn } from '../../../i18n/date-formats.ts';
import { sayOf } from '../../../i18n/say.ts';
import { actText } from '../../looks.tsx';
import type { FamilyWords } from '../../words.ts';

/** A subject as the grade has it; the homeroom teacher's sheet by what it is. */
export const subjectText = (subject: SubjectCode, grade: number, { t, language }: FamilyWords): string =>
  subject === HOMEROOM ? t('review.homeroom') : (findSubject(subject, grade)?.[language] ?? subject);

/** The kind of place that a column is looked up under. */
interface Of {
  readonly grade: number;
  readonly year: SchoolYear;
  readonly subject: SubjectCode;
  readonly term: SheetTerm;
}

/** A cell by the full name of its column; without a column it is the result of the term. */
export const columnText = (
  of: Of,
  column: ColumnCode | null,
  { t, gradebook, language }: FamilyWords,
): string =>
  column === null
    ? t('review.result')
    : sheetLookOf(of).nameOf({ ...of, regularMarks: 0 }, column, { say: sayOf(gradebook), language }).label;

/** The subject of a request in words: a cell and where it stands, or a look. */
export const aboutText = (
  { cell, look }: Pick<FamilyReview, 'cell' | 'look'>,
  words: FamilyWords,
): { readonly title: string; readonly where: string } => {
  const { t, language } = words;
  if (cell === null) {
    const act = look === null ? t('looked.act.other') : actText(look, words);
    return { title: t('review.lookLine', { act }), where: look === null ? '' : momentIn(look.at, language) };
  }
  const grade = gradeOfClass(cell.class);
  return {
    title: columnText({ ...cell, grade }, cell.column, words),
    where: t('review.where', {
      subject: subjectText(cell.subject, grade, words),
      term: t(`review.${cell.term}`),
      year: formatSchoolYear(cell.year),
    }),
  };
};

/** How far a request is, in words. */
export const stateText = ({ state, outcome, place, look }: FamilyReview, { t }: FamilyWords): string => {
  if (outcome === 'declined') return t('review.state.declined');
  if (state === 'withdrawn' || state === 'stopped' || state === 'waiting') return t(`review.state.${state}`);
  if (outcome === null) return t('review.state.running');
  if (look !== null) return t('review.state.upheld');
  if (state === 'done') return t('review.state.corrected');
  return t(place === 'sheet' ? 'review.state.onSheet' : 'review.state.onRecord');
};

/** Until when the school answers; nothing once it has. */
export const dueText = ({ due, isLate }: FamilyReview, { t, language }: FamilyWords): string | null =>
  due === null ? null : t(isLate ? 'review.late' : 'review.due', { time: momentIn(due, language) });

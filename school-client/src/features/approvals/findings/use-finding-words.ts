import type { Finding } from '@hocba/shared/marks/finding';
import { formatSheetCell } from '@hocba/shared/regulations/sheet-rules';
import { gradeOfClass } from '@hocba/shared/school/curriculum/subjects-of-grade';
import type {
  ClassCode,
  ColumnCode,
  SchoolYear,
  SheetTerm,
  SubjectCode,
} from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../../i18n/problem-text.ts';
import { useColumnNaming } from '../../../model/names/column-names.ts';
import { useReasons } from '../../../model/names/reasons.ts';
import { useSubjectName } from '../../../model/names/subject-name.ts';
import { isPlainlyMissing } from '../../../model/sheet/whole-columns.ts';
import type { SheetInTheWay } from './standing-findings.ts';

/** So many columns are named; of more only the number is said. */
const NAMED = 3;

/** Says in words what findings are, for one class. */
export const useFindingWords = (year: SchoolYear, name: ClassCode) => {
  const nameOf = useSubjectName(year);
  const { t } = useTranslation(['approvals', 'problems', 'anyPage']);
  const naming = useColumnNaming();
  const reasonOf = useReasons();
  const placeOf = (subject: SubjectCode, term: SheetTerm) =>
    ({ grade: gradeOfClass(name), year, subject, term, regularMarks: 0 }) as const;
  const columnOf = (subject: SubjectCode, term: SheetTerm, column: string): string =>
    naming(placeOf(subject, term), column as ColumnCode).title;
  const subjectOf = (subject: SubjectCode) => nameOf(subject, name);
  const columnsText = (titles: readonly string[]): string =>
    titles.length > NAMED ? t('columnCount', { count: titles.length }) : titles.join(', ');

  const wordOf = ({ code, subject, term, column, value = '' }: Finding): string => {
    if (subject === undefined || term === undefined || column === undefined) return problemText(t, code);
    const reason = reasonOf(code, placeOf(subject, term), column);
    const at = columnOf(subject, term, column);
    // The remedy is said in the sheet.
    if (code === 'MARK_ABSENT') return t('wordAbsent', { column: at });
    if (code === 'TEST_UNUSUAL') {
      const place = placeOf(subject, term);
      return t('wordUnusual', { column: at, value: formatSheetCell(place, column as ColumnCode, value) });
    }
    return t('wordOther', { column: at, reason });
  };
  /** The text of one pupil's findings of one sheet together. */
  const wordsOf = (findings: readonly Finding[]): string => {
    const plain = findings
      .filter(isPlainlyMissing)
      .flatMap(({ subject, term, column }) =>
        subject === undefined || term === undefined || column === undefined
          ? []
          : [columnOf(subject, term, column)],
      );
    const rest = findings.filter((finding) => !isPlainlyMissing(finding)).map(wordOf);
    return [...(plain.length === 0 ? [] : [t('wordMissing', { columns: columnsText(plain) })]), ...rest].join(
      '; ',
    );
  };
  /** The gap of a sheet for the whole class. */
  const sheetWords = ({ subject, term, columns, pupils }: SheetInTheWay): string => {
    if (columns.length === 0) return t('wordOpen');
    const titles = columnsText(columns.map(({ column }) => columnOf(subject, term, column)));
    const counts = columns.map(({ count }) => count);
    const least = Math.min(...counts);
    if (least === pupils && columns.length <= NAMED)
      return t('wordWhole', { columns: titles, count: pupils });
    const most = Math.max(...counts);
    return least === most
      ? t('wordPart', { columns: titles, count: most })
      : t('wordRange', { columns: titles, least, most });
  };
  return { wordsOf, sheetWords, subjectOf, termOf: (term: SheetTerm) => t(`anyPage:${term}`) };
};

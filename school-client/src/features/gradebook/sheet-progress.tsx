import { askedStudents } from '@hocba/shared/record/check-sheet';
import { useTranslation } from 'react-i18next';
import { progressOf } from '../../model/class/progress.ts';
import { useColumnNames } from '../../model/names/column-names.ts';
import type { Sheet } from '../../model/sheet/sheet.ts';
import { missingColumns } from './closing/missing-columns.ts';
import styles from './gradebook.module.css';

/** So many columns are named; the others are counted. */
const NAMED = 2;

/** How many of the sheet's cells are filled, and what the begun columns lack. */
export const SheetProgress = ({ sheet }: { readonly sheet: Sheet }) => {
  const { t } = useTranslation('gradebook');
  const nameOf = useColumnNames(sheet.place);
  const { done, total } = progressOf(sheet.classList, sheet.folded);
  const asked = askedStudents(sheet.classList, sheet.folded.shown).length;
  const lacking = missingColumns(sheet.columns, sheet.missing, asked);
  const more = lacking.length - NAMED;
  return (
    <p className={styles.progress} data-screen-only="">
      <strong>{t('progress', { done, total })}</strong>
      {lacking.slice(0, NAMED).map(({ column, count }) => (
        <span key={column}>{t('progressLacking', { count, column: nameOf(column).title })}</span>
      ))}
      {more > 0 && <span>{t('progressMore', { count: more })}</span>}
    </p>
  );
};

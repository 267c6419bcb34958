import { averageOfRow, valuesOfRow } from '@hocba/shared/record/averages-of-row';
import { formatTenths } from '@hocba/shared/rules/cell-input';
import { columnKindOf } from '@hocba/shared/rules/columns';
import { type ColumnCode, sheetParts } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import type { GridColumn } from '../../grid/grid-props.ts';
import type { Sheet } from '../../model/sheet.ts';
import styles from './gradebook.module.css';
import { statisticsOf } from './statistics.ts';
import { AVERAGE } from './use-columns.ts';

/** What the selected column comes to: entered, missing, mean and median. */
export const StatisticsLine = ({ sheet, column }: { readonly sheet: Sheet; readonly column: GridColumn }) => {
  const { t } = useTranslation('gradebook');
  const { classList, folded } = sheet;
  const { subject } = sheetParts(folded.sheet);
  const regular = classList.subjects.find((one) => one.subject === subject)?.regularMarks ?? 0;
  const values = classList.students
    .filter(({ status }) => status === 'studying')
    .map(({ id }) => {
      const row = valuesOfRow(folded.shown.cells[id]);
      return column.id === AVERAGE ? averageOfRow(subject, regular, row) : (row[column.id] ?? null);
    });
  const entered = values.filter((value) => value !== null);
  const isScore = column.id === AVERAGE || columnKindOf(subject, column.id as ColumnCode) === 'score';
  const { mean, median } = statisticsOf(isScore ? entered.filter((value) => typeof value === 'number') : []);
  return (
    <p className={styles.statistics}>
      {t('stats', { column: column.title, n: entered.length, missing: values.length - entered.length })}
      {mean !== null &&
        median !== null &&
        t('statsMarks', { mean: formatTenths(mean), median: formatTenths(median) })}
    </p>
  );
};

import { formatTenths } from '@hocba/shared/marks/cell-input';
import { valuesOfRow } from '@hocba/shared/marks/row-values';
import { sheetLookOf } from '@hocba/shared/regulations/sheet-looks';
import { sheetColumnKindOf } from '@hocba/shared/regulations/sheet-rules';
import type { ColumnCode } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import type { GridColumn } from '../../../grid/grid-props.ts';
import { currentLanguage } from '../../../i18n/i18n.ts';
import { nameAmong } from '../../../model/names/pupil-names.ts';
import type { Sheet } from '../../../model/sheet/sheet.ts';
import { averageParts } from '../cells/average-text.ts';
import { studentsOn } from '../cells/students-on.ts';
import styles from '../gradebook.module.css';
import { columnCounts } from './column-counts.ts';
import { statisticsOf } from './statistics.ts';
import { AVERAGE, ORIGINAL } from './use-columns.ts';

interface ColumnPanelProps {
  readonly sheet: Sheet;
  readonly column: GridColumn;
  /** The pupil of the selected row. */
  readonly row: string;
}

/** How the selected pupil's average comes about, as a sum and a division. */
const Formula = ({ sheet, row }: Pick<ColumnPanelProps, 'sheet' | 'row'>) => {
  const { t } = useTranslation('gradebook');
  const computed = sheetLookOf(sheet.place).computed(sheet.place);
  const values = valuesOfRow(sheet.folded.shown.cells[row]);
  const average = computed?.resultOf?.(values);
  const parts = averageParts(computed?.why?.(values));
  const name = nameAmong(sheet.classList.students)(row);
  if (typeof average !== 'number' || parts === undefined || name === '') return null;
  return (
    <div className={styles.formula}>
      <h3>{t('formulaTitle', { name })}</h3>
      <p>{parts.sum}</p>
      <p>{t('formula', { ...parts, sum: parts.total, average: formatTenths(average) })}</p>
    </div>
  );
};

/** The figures of the selected column (entered, missing, mean, median), and the selected pupil's average. */
export const ColumnPanel = ({ sheet, column, row }: ColumnPanelProps) => {
  const { t } = useTranslation('gradebook');
  const { place } = sheet;
  const look = sheetLookOf(place);
  const computed = look.computed(place);
  const { asked } = sheet.folded.state;
  const values = studentsOn(sheet.classList, place.term, asked)
    .filter(({ status }) => status === 'studying')
    .map(({ id }) => {
      const cells = valuesOfRow(sheet.folded.shown.cells[id]);
      if (column.id === ORIGINAL) return asked?.[id] ?? null;
      return column.id === AVERAGE ? (computed?.resultOf?.(cells) ?? null) : (cells[column.id] ?? null);
    });
  const entered = values.filter((value) => value !== null);
  const isComputed = column.id === AVERAGE || column.id === ORIGINAL;
  const kind = isComputed ? 'score' : sheetColumnKindOf(place, column.id as ColumnCode);
  const isScore = kind === 'score' || kind === 'test';
  const { mean, median } = statisticsOf(isScore ? entered.filter((value) => typeof value === 'number') : []);
  const counts = isComputed ? undefined : columnCounts(sheet, column.id as ColumnCode);
  const facts = [
    ...(counts === undefined
      ? [[t('statsComputed'), `${entered.length}/${values.length}`]]
      : [[t('statsEntered'), `${counts.entered}/${counts.total}`]]),
    ...(counts?.missing === undefined ? [] : [[t('statsMissing'), String(counts.missing)]]),
    ...(counts?.absent ? [[t('statsAbsent'), String(counts.absent)]] : []),
    ...look
      .levels(place, column.id as ColumnCode)
      .map(([level, name]) => [
        name[currentLanguage()],
        String(entered.filter((value) => value === level).length),
      ]),
    ...(mean === null ? [] : [[t('statsMean'), formatTenths(mean)]]),
    ...(median === null ? [] : [[t('statsMedian'), formatTenths(median)]]),
  ];
  return (
    <aside className={styles.panel} data-screen-only="">
      <h2>{column.label}</h2>
      {column.hint !== undefined && <p className={styles.hint}>{column.hint}</p>}
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Formula sheet={sheet} row={row} />
    </aside>
  );
};

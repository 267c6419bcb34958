import { SUBJECTS } from '@hocba/shared/school/curriculum';
import { type ColumnCode, HOMEROOM, type SubjectCode } from '@hocba/shared/school/identifiers';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { GridColumn } from '../../grid/grid-props.ts';

/** The column the rules compute; no cell of the sheet. */
export const AVERAGE = 'average';

const MARK: Omit<GridColumn, 'id' | 'title' | 'label'> = {
  width: 64,
  kind: 'input',
  align: 'center',
  inputMode: 'decimal',
};
const WIDTHS: Partial<Record<ColumnCode, Partial<GridColumn>>> = {
  conduct: { width: 104, inputMode: 'text' },
  absent: { width: 88, inputMode: 'numeric', align: 'end' },
  remark: { width: 420, kind: 'text', align: 'start', inputMode: 'text' },
};

const isRegular = (column: ColumnCode): column is `tx${1}` => column.startsWith('tx');

/** Title and full name of a column of a sheet. */
export const useColumnNames = () => {
  const { t } = useTranslation('gradebook');
  return useMemo(() => {
    const number = (column: ColumnCode) => column.slice(2);
    return {
      title: (column: ColumnCode) =>
        isRegular(column) ? t('columnTx', { number: number(column) }) : t(`column.${column as 'gk'}`),
      label: (column: ColumnCode) =>
        isRegular(column)
          ? t('columnTxLabel', { number: number(column) })
          : t(`columnLabel.${column as 'gk'}`),
    };
  }, [t]);
};

/** The columns of a sheet as the grid shows them, with the computed one at the end. */
export const useColumns = (subject: SubjectCode, columns: readonly ColumnCode[]): readonly GridColumn[] => {
  const { t } = useTranslation('gradebook');
  const names = useColumnNames();
  const key = columns.join();
  return useMemo(() => {
    const inputs = (key.split(',') as ColumnCode[]).map(
      (column): GridColumn => ({
        id: column,
        title: names.title(column),
        label: names.label(column),
        ...MARK,
        ...(SUBJECTS[subject]?.mode === 'comment' ? { inputMode: 'text' } : {}),
        ...WIDTHS[column],
      }),
    );
    if (subject === HOMEROOM) return inputs;
    const what = SUBJECTS[subject]?.mode === 'comment' ? 'result' : 'average';
    const computed: GridColumn = {
      id: AVERAGE,
      title: t(`column.${what}`),
      label: t(`columnLabel.${what}`),
      width: 80,
      kind: 'computed',
      align: 'center',
    };
    return [...inputs, computed];
  }, [subject, key, names, t]);
};

import type { Finding } from '@hocba/shared/marks/finding';
import type { ClassStudent } from '@hocba/shared/school/class-list';
import type { ClassCode, SchoolYear } from '@hocba/shared/school/identifiers';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { besideNames, nameAmong } from '../../model/names/pupil-names.ts';
import type { RecordRow } from '../../model/records.ts';
import { Button } from '../../ui/button.tsx';
import { Table } from '../../ui/table.tsx';
import styles from './approvals.module.css';
import { ExplainDialog } from './explain/explain-dialog.tsx';
import { FindingsCell } from './findings/findings-cell.tsx';
import { inReviewOrder } from './record-order.ts';
import { RecordStateTag } from './record-state-tag.tsx';
import { useResultColumns } from './use-result-columns.ts';

interface RecordTableProps {
  readonly year: SchoolYear;
  readonly name: ClassCode;
  readonly rows: readonly RecordRow[];
  /** The points that are about one pupil. */
  readonly ownOf: (row: RecordRow) => readonly Finding[];
}

/** The records of a class with their results, those that need a look first. */
export const RecordTable = ({ year, name, rows, ownOf }: RecordTableProps) => {
  const { t } = useTranslation('approvals');
  const [shown, setShown] = useState<ClassStudent>();
  const results = useResultColumns(year, name);
  const pupils = rows.map(({ student }) => student);
  const beside = besideNames(pupils);
  return (
    <>
      <p className={styles.quiet} data-screen-only="">
        {t('explainHint')}
      </p>
      <Table
        caption={t('table', { name })}
        rows={inReviewOrder(rows, ownOf)}
        keyOf={({ student }) => student.id}
        columns={[
          { id: 'order', title: t('order'), align: 'end', cell: ({ student }) => student.order },
          {
            id: 'pupil',
            title: t('pupil'),
            isHeader: true,
            cell: ({ student }) => (
              <span className={styles.name}>
                <Button look="quiet" onPress={() => setShown(student)}>
                  {student.name}
                  {beside.has(student.id) && <small> {beside.get(student.id)}</small>}
                </Button>
              </span>
            ),
          },
          ...results,
          { id: 'state', title: t('state'), cell: (row) => <RecordStateTag {...row} /> },
          ...(rows.every((row) => ownOf(row).length === 0)
            ? []
            : [
                {
                  id: 'points',
                  title: t('points'),
                  cell: (row: RecordRow) => (
                    <FindingsCell year={year} name={name} student={row.student.id} findings={ownOf(row)} />
                  ),
                },
              ]),
        ]}
      />
      {shown !== undefined && (
        <ExplainDialog
          year={year}
          name={name}
          student={shown}
          pupil={nameAmong(pupils)(shown.id)}
          onClose={() => setShown(undefined)}
        />
      )}
    </>
  );
};

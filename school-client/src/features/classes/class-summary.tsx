import type { ClassDocument } from '@hocba/shared/documents/downward';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useClassProgress, useRecordCounts } from '../../model/classes.ts';
import { sheetsOf } from '../../model/progress.ts';
import { Table } from '../../ui/table.tsx';
import { RecordsTag } from './records-tag.tsx';

const Closed = ({ list }: { readonly list: ClassDocument }) => {
  const { t } = useTranslation('classes');
  const sheets = sheetsOf(useClassProgress(list.year, list.class));
  return t('closedOf', {
    done: sheets.filter(({ state }) => state === 'closed').length,
    total: sheets.length,
  });
};

const RecordsOf = ({ list }: { readonly list: ClassDocument }) => {
  const counts = useRecordCounts(list.year, list.class);
  return (
    <Link href={`/approvals/${list.year}/${list.class}`}>
      <RecordsTag counts={counts} />
    </Link>
  );
};

/** All classes of a school, a line each; for those who look after many. */
export const ClassSummary = ({ classes }: { readonly classes: readonly ClassDocument[] }) => {
  const { t } = useTranslation('classes');
  return (
    <Table
      caption={t('schoolTitle')}
      rows={classes}
      keyOf={(list) => list.class}
      columns={[
        {
          id: 'class',
          title: t('classColumn'),
          isHeader: true,
          cell: (list) => <Link href={`/class/${list.year}/${list.class}`}>{list.class}</Link>,
        },
        {
          id: 'pupils',
          title: t('pupilCount'),
          align: 'end',
          cell: (list) => list.students.filter(({ status }) => status === 'studying').length,
        },
        { id: 'closed', title: t('closedSheets'), align: 'end', cell: (list) => <Closed list={list} /> },
        { id: 'records', title: t('records'), cell: (list) => <RecordsOf list={list} /> },
      ]}
    />
  );
};

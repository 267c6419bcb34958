import type { Me } from '@hocba/shared/contract/auth';
import type { ClassDocument } from '@hocba/shared/documents/downward';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useClassProgress, useRecordCounts } from '../../model/class/classes.ts';
import { cellsOf, sheetsOf } from '../../model/class/progress.ts';
import { usePersonName } from '../../model/names/people.ts';
import { Table, type TableColumn } from '../../ui/table.tsx';
import styles from './classes.module.css';
import { nextStepOf } from './next-step.ts';
import { NextStepText } from './next-step-link.tsx';
import { RecordsTag } from './records-tag.tsx';

interface OneProps {
  readonly list: ClassDocument;
}

/** How many sheets are closed, and how many cells are filled: a class of open sheets may be nearly done. */
const Progress = ({ list }: OneProps) => {
  const { t } = useTranslation('classes');
  const sheets = sheetsOf(useClassProgress(list.year, list.class));
  const closed = sheets.filter(({ state }) => state === 'closed').length;
  return (
    <>
      {t('closedOf', { done: closed, total: sheets.length })}
      <span className={styles.below}>{t('cellsOf', cellsOf(sheets))}</span>
    </>
  );
};

const RecordsOf = ({ list }: OneProps) => {
  const { t } = useTranslation('classes');
  const counts = useRecordCounts(list.year, list.class);
  if (counts === undefined) return <span className={styles.quiet}>{t('recordsHidden')}</span>;
  return (
    <Link href={`/approvals/${list.year}/${list.class}`}>
      <RecordsTag counts={counts} />
    </Link>
  );
};

const StepOf = ({ me, list }: OneProps & { readonly me: Me }) => {
  const rows = useClassProgress(list.year, list.class);
  const counts = useRecordCounts(list.year, list.class);
  return <NextStepText list={list} step={nextStepOf(me, list.year, list.class, rows, counts)} />;
};

const NameOf = ({ list }: OneProps) => {
  const nameOf = usePersonName();
  return (
    <>
      <Link href={`/class/${list.year}/${list.class}`}>{list.class}</Link>
      {list.homeroom !== null && <span className={styles.below}>{nameOf(list.homeroom)}</span>}
    </>
  );
};

interface ClassSummaryProps {
  readonly me: Me;
  readonly classes: readonly ClassDocument[];
}

/** Many classes, a line each: to those of a school who look after all of them, and to teachers of many. */
export const ClassSummary = ({ me, classes }: ClassSummaryProps) => {
  const { t } = useTranslation('classes');
  const isTeacher = me.role === 'teacher';
  const last: TableColumn<ClassDocument> = isTeacher
    ? { id: 'next', title: t('next'), cell: (list) => <StepOf me={me} list={list} /> }
    : { id: 'records', title: t('records'), cell: (list) => <RecordsOf list={list} /> };
  return (
    <Table
      caption={isTeacher ? t('title') : t('schoolTitle')}
      rows={classes}
      keyOf={(list) => list.class}
      columns={[
        { id: 'class', title: t('classColumn'), isHeader: true, cell: (list) => <NameOf list={list} /> },
        {
          id: 'pupils',
          title: t('pupilCount'),
          align: 'end',
          cell: (list) => list.students.filter(({ status }) => status === 'studying').length,
        },
        {
          id: 'progress',
          title: t(isTeacher ? 'closedOwnSheets' : 'closedSheets'),
          align: 'end',
          cell: (list) => <Progress list={list} />,
        },
        last,
      ]}
    />
  );
};

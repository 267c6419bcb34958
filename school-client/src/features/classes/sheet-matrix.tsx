import type { ClassCode, SchoolYear } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { SheetProgress, SubjectProgress } from '../../model/class/progress.ts';
import { useSubjectName } from '../../model/names/subject-name.ts';
import { Table } from '../../ui/table.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './classes.module.css';
import { ProgressTag } from './progress-tag.tsx';

interface SheetMatrixProps {
  readonly year: SchoolYear;
  readonly name: ClassCode;
  readonly rows: readonly SubjectProgress[];
}

/** The sheets of a class: subject by term, each with how far it is and the way to it. */
export const SheetMatrix = ({ year, name, rows }: SheetMatrixProps) => {
  const { t } = useTranslation(['classes', 'anyPage']);
  const nameOf = useSubjectName(year);
  const cell = (progress: SheetProgress) => (
    <Link href={`/sheet/${year}/${progress.sheet}`}>
      <ProgressTag progress={progress} />
      {progress.unsent > 0 && (
        <span className={styles.beside}>
          <Tag tone="neutral" icon="device">
            {t('unsentHere', { count: progress.unsent })}
          </Tag>
        </span>
      )}
    </Link>
  );
  const summer = {
    id: 'summer',
    title: t('anyPage:summer'),
    cell: ({ summer: progress }: SubjectProgress) => (progress === undefined ? '' : cell(progress)),
  };
  return (
    <Table
      caption={t('matrix', { name })}
      rows={rows}
      keyOf={({ subject }) => subject}
      columns={[
        {
          id: 'subject',
          title: t('subject'),
          isHeader: true,
          cell: ({ subject }) => nameOf(subject, name),
        },
        { id: 'hk1', title: t('anyPage:hk1'), cell: ({ hk1 }) => cell(hk1) },
        { id: 'hk2', title: t('anyPage:hk2'), cell: ({ hk2 }) => cell(hk2) },
        ...(rows.some(({ summer }) => summer !== undefined) ? [summer] : []),
      ]}
    />
  );
};

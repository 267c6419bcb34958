import type { Me } from '@hocba/shared/contract/auth';
import type { ClassDocument } from '@hocba/shared/documents/downward';
import { mayConfirm } from '@hocba/shared/school/rights';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useClassProgress, useRecordCounts } from '../../model/class/classes.ts';
import { Tag } from '../../ui/tag.tsx';
import styles from './classes.module.css';
import { nextStepOf } from './next-step.ts';
import { NextStepLine } from './next-step-link.tsx';
import { RecordsTag } from './records-tag.tsx';
import { SheetMatrix } from './sheet-matrix.tsx';

interface ClassSectionProps {
  readonly me: Me;
  readonly list: ClassDocument;
  /** The page is about this class alone, and its title says so. */
  readonly isWholePage?: boolean;
}

/** One class: the next step first, then how far every sheet is. */
export const ClassSection = ({ me, list, isWholePage = false }: ClassSectionProps) => {
  const { t } = useTranslation('classes');
  const rows = useClassProgress(list.year, list.class);
  const counts = useRecordCounts(list.year, list.class);
  const step = nextStepOf(me, list.year, list.class, rows, counts);
  const pupils = list.students.filter(({ status }) => status === 'studying').length;
  return (
    <section className={styles.section}>
      <div className={styles.head}>
        {!isWholePage && (
          <h2>
            <Link href={`/class/${list.year}/${list.class}`}>{t('className', { name: list.class })}</Link>
          </h2>
        )}
        {mayConfirm(me, list.year, list.class) && (
          <Tag tone="neutral" icon="person">
            {t('ownClass')}
          </Tag>
        )}
        <span className={styles.quiet}>{t('pupils', { count: pupils })}</span>
        {counts !== undefined && (
          <Link href={`/approvals/${list.year}/${list.class}`} className={styles.records as string}>
            {t('records')} <RecordsTag counts={counts} />
          </Link>
        )}
      </div>
      <NextStepLine list={list} step={step} />
      <SheetMatrix year={list.year} name={list.class} rows={rows} />
    </section>
  );
};

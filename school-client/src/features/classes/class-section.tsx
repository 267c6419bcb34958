import type { Me } from '@hocba/shared/contract/auth';
import type { ClassDocument } from '@hocba/shared/documents/downward';
import type { ClassCode } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { currentLanguage } from '../../i18n/i18n.ts';
import { useClassProgress, useRecordCounts } from '../../model/classes.ts';
import { seesWholeClass } from '../../model/rights.ts';
import { subjectName } from '../../model/subject-name.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './classes.module.css';
import { type NextStep, nextStepOf } from './next-step.ts';
import { RecordsTag } from './records-tag.tsx';
import { SheetMatrix } from './sheet-matrix.tsx';

type Step = Extract<NextStep, { href: string }>;

const WORDS = { contested: 'nextContested', enter: 'nextEnter', close: 'nextClose' } as const;

const useStepText = (name: ClassCode, step: Step): string => {
  const { t } = useTranslation(['classes', 'common']);
  if (!('subject' in step)) return t(step.do === 'confirm' ? 'nextConfirm' : 'nextFinalise');
  const names = {
    subject: subjectName(step.subject, name, currentLanguage()),
    term: t(`common:${step.term}`),
  };
  if (step.do === 'continue') return t('nextContinue', { ...names, count: step.left });
  return t(WORDS[step.do], names);
};

const NextStepLink = ({ name, step }: { readonly name: ClassCode; readonly step: Step }) => {
  const { t } = useTranslation('classes');
  return (
    <p className={styles.next}>
      <span className={styles.nextWord}>{t('next')}</span>
      <Link href={step.href} className={styles.nextLink as string}>
        {useStepText(name, step)}
        <Icon name="chevron" />
      </Link>
    </p>
  );
};

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
        <span className={styles.quiet}>{t('pupils', { count: pupils })}</span>
        {seesWholeClass(me, list.year, list.class) && (
          <Link href={`/approvals/${list.year}/${list.class}`} className={styles.records as string}>
            {t('records')} <RecordsTag counts={counts} />
          </Link>
        )}
      </div>
      {'href' in step ? (
        <NextStepLink name={list.class} step={step} />
      ) : (
        <p className={styles.quiet}>{t(step.do === 'wait' ? 'nextWait' : 'nextNothing')}</p>
      )}
      <SheetMatrix year={list.year} name={list.class} rows={rows} />
    </section>
  );
};

import { listReviews } from '@hocba/shared/contract/reviews/endpoints';
import type { ReviewEntry } from '@hocba/shared/contract/reviews/review';
import { isOpenDossier } from '@hocba/shared/lifecycle/dossier/states';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { NotFetched } from '../../ui/blocks/not-fetched.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import { TimeLeft } from '../../ui/work-time/time-left.tsx';
import { useFetched } from '../../work/use-fetched.ts';
import { stateKey, useAbout } from './about.ts';
import styles from './reviews.module.css';

const useColumns = (): TableColumn<ReviewEntry>[] => {
  const { t } = useTranslation('reviews');
  const aboutOf = useAbout();
  return [
    {
      id: 'pupil',
      title: t('pupil'),
      isHeader: true,
      cell: ({ id, pupil }) => (
        <Link href={`/review-desk/${id}`} className={styles.name as string} translate="no">
          {pupil.name}
        </Link>
      ),
    },
    {
      id: 'about',
      title: t('about'),
      cell: (entry) => {
        const { title, where } = aboutOf(entry);
        return (
          <>
            {title}
            <small className={styles.note}>{where}</small>
          </>
        );
      },
    },
    {
      id: 'state',
      title: t('state'),
      cell: (entry) => (
        <span className={entry.acts.some((act) => act !== 'say') ? styles.mine : undefined}>
          {t(`states.${stateKey(entry)}`)}
        </span>
      ),
    },
    {
      id: 'left',
      title: t('left'),
      cell: ({ clock }) => <TimeLeft clock={clock} />,
    },
  ];
};

interface SectionProps {
  readonly title: string;
  readonly text?: string;
  readonly rows: readonly ReviewEntry[];
}

const Section = ({ title, text, rows }: SectionProps) => {
  const columns = useColumns();
  if (rows.length === 0) return null;
  return (
    <section data-stack="">
      <h2>{title}</h2>
      {text && <p className={styles.note}>{text}</p>}
      <Table caption={title} isList columns={columns} rows={rows} keyOf={({ id }) => id} />
    </section>
  );
};

const Lists = () => {
  const { t } = useTranslation('reviews');
  const { answer, problem, fetchAgain } = useFetched(listReviews, {});
  if (problem !== undefined)
    return <NotFetched title={t('notListed')} problem={problem} onAgain={fetchAgain} />;
  if (answer === undefined) return <p>{t('opening')}</p>;
  const list = answer.reviews;
  if (list.length === 0) {
    return (
      <EmptyState icon="eye" title={t('none')}>
        {t('noneText')}
      </EmptyState>
    );
  }
  const open = list.filter(({ state }) => isOpenDossier(state));
  const accepted = open.filter(({ outcome }) => outcome === 'accepted');
  const isOnRecord = ({ cell }: ReviewEntry): boolean => cell?.place === 'record' && !cell.isCorrected;
  return (
    <>
      <Section title={t('toAnswer')} rows={open.filter(({ outcome }) => outcome === null)} />
      <Section title={t('toCorrect')} rows={accepted.filter((entry) => !isOnRecord(entry))} />
      <Section
        title={t('openCorrections')}
        text={t('openCorrectionsText')}
        rows={accepted.filter(isOnRecord)}
      />
      <Section title={t('ended')} rows={list.filter(({ state }) => !isOpenDossier(state))} />
    </>
  );
};

/** Families' review requests that the person sees, by the working time that is left; open corrections stand apart. */
export const ReviewsPage = () => {
  const { t } = useTranslation('reviews');
  return (
    <Page title={t('title')} intro={t('intro')}>
      <Lists />
    </Page>
  );
};

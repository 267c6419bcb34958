import type { ResponseOf } from '@hocba/shared/contract/endpoint';
import { listOverseenTransfers, type OverseenTransfer } from '@hocba/shared/contract/transfers/oversight';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Page } from '../../../ui/page.tsx';
import { ProblemBanner } from '../../../ui/problem-banner.tsx';
import { Table, type TableColumn } from '../../../ui/table.tsx';
import { TimeLeft } from '../../../ui/work-time/time-left.tsx';
import { useFetched } from '../../../work/use-fetched.ts';
import { stateKey } from '../state-text.ts';
import styles from '../transfers.module.css';
import { PoolList } from './pool-list.tsx';
import { usePool } from './use-pool.ts';

type Overseen = ResponseOf<typeof listOverseenTransfers>;

const useColumns = (): TableColumn<OverseenTransfer>[] => {
  const { t } = useTranslation('transfers');
  return [
    {
      id: 'code',
      title: t('overseen.code'),
      isHeader: true,
      cell: ({ code }) => <span translate="no">{code ?? t('noCode')}</span>,
    },
    {
      id: 'schools',
      title: t('overseen.schools'),
      cell: ({ from, to }) => (
        <>
          {from === null ? t('noSchool') : t('fromSchool', { school: from.name })}
          <small className={styles.note}>{t('toSchool', { school: to.name })}</small>
        </>
      ),
    },
    { id: 'step', title: t('step'), cell: (entry) => t(`state.${stateKey({ ...entry, outcome: null })}`) },
    {
      id: 'left',
      title: t('left'),
      cell: ({ clock }) => <TimeLeft clock={clock} />,
    },
  ];
};

const Transfers = ({ overseen }: { readonly overseen: Overseen }) => {
  const { t } = useTranslation('transfers');
  const columns = useColumns();
  const { transfers, inAll } = overseen;
  if (inAll === 0)
    return (
      <EmptyState icon="check" title={t('overseen.none')}>
        {t('overseen.noneText')}
      </EmptyState>
    );
  return (
    <>
      <Table caption={t('overseen.table')} isList columns={columns} rows={transfers} keyOf={({ id }) => id} />
      {inAll > transfers.length && <p>{t('overseen.more', { count: inAll })}</p>}
    </>
  );
};

/** Transfers of the whole province by the working time that is left, and pupils without a destination. */
export const OversightPage = () => {
  const { t } = useTranslation('transfers');
  const { answer: overseen, problem } = useFetched(listOverseenTransfers, {});
  const pool = usePool();
  return (
    <Page
      title={
        overseen === undefined
          ? t('title')
          : t('overseen.title', { late: overseen.late, count: overseen.inAll })
      }
      intro={t('overseen.intro')}
    >
      {problem && <ProblemBanner title={t('notListed')} problem={problem} isOfPage />}
      {overseen && <Transfers overseen={overseen} />}
      <section data-stack="">
        <h2>{t('pool.title')}</h2>
        <p>{t('pool.departmentIntro')}</p>
        <PoolList state={pool} byCommune />
      </section>
    </Page>
  );
};

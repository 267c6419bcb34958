import { listTransfers } from '@hocba/shared/contract/transfers/endpoints';
import type { TransferEntry } from '@hocba/shared/contract/transfers/transfer';
import { isOpenDossier } from '@hocba/shared/lifecycle/dossier/states';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { NotFetched } from '../../ui/blocks/not-fetched.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import { TimeLeft } from '../../ui/work-time/time-left.tsx';
import { useFetched } from '../../work/use-fetched.ts';
import { AwaitedLetters } from './letters/awaited-letters.tsx';
import { stateKey, waitsForMe } from './state-text.ts';
import styles from './transfers.module.css';

const useColumns = (): TableColumn<TransferEntry>[] => {
  const { t } = useTranslation('transfers');
  const otherSchool = ({ side, from, to }: TransferEntry): string => {
    if (side === 'sending') return t('toSchool', { school: to.name });
    return from === null ? t('noSchool') : t('fromSchool', { school: from.name });
  };
  return [
    {
      id: 'pupil',
      title: t('pupil'),
      isHeader: true,
      cell: ({ id, pupil }) => (
        <Link href={`/transfer-desk/${id}`} className={styles.name as string} translate="no">
          {pupil.name}
        </Link>
      ),
    },
    {
      id: 'school',
      title: t('school'),
      cell: (entry) => (
        <>
          {otherSchool(entry)}
          {entry.fromClass && (
            <small className={styles.note}>{t('leaves', { class: entry.fromClass })}</small>
          )}
        </>
      ),
    },
    {
      id: 'step',
      title: t('step'),
      cell: (entry) => (
        <span className={waitsForMe(entry) ? styles.mine : undefined}>{t(`state.${stateKey(entry)}`)}</span>
      ),
    },
    {
      id: 'left',
      title: t('left'),
      cell: ({ clock }) => <TimeLeft clock={clock} />,
    },
  ];
};

const Section = ({ title, rows }: { readonly title: string; readonly rows: readonly TransferEntry[] }) => {
  const columns = useColumns();
  if (rows.length === 0) return null;
  return (
    <section data-stack="">
      <h2>{title}</h2>
      <Table caption={title} isList columns={columns} rows={rows} keyOf={({ id }) => id} />
    </section>
  );
};

const isOpen = ({ state }: TransferEntry): boolean => isOpenDossier(state);

const Lists = () => {
  const { t } = useTranslation('transfers');
  const { answer, problem, fetchAgain } = useFetched(listTransfers, {});
  if (problem !== undefined)
    return <NotFetched title={t('notListed')} problem={problem} onAgain={fetchAgain} />;
  if (answer === undefined) return <p>{t('opening')}</p>;
  const list = answer.transfers;
  if (list.length === 0) {
    return (
      <EmptyState icon="conflict" title={t('none')} action={<Link href="/look-up">{t('lookUp')}</Link>}>
        {t('noneText')}
      </EmptyState>
    );
  }
  const open = list.filter(isOpen);
  return (
    <>
      <Section title={t('receiving')} rows={open.filter(({ side }) => side === 'receiving')} />
      <Section title={t('sending')} rows={open.filter(({ side }) => side === 'sending')} />
      <Section title={t('ended')} rows={list.filter((entry) => !isOpen(entry))} />
    </>
  );
};

/** The transfers of the own school, in and out, by the working time that is left. */
export const TransfersPage = () => {
  const { t } = useTranslation('transfers');
  return (
    <Page
      title={t('title')}
      intro={t('intro')}
      actions={<Link href="/transfer-desk/without-school">{t('pool.link')}</Link>}
    >
      <Lists />
      <AwaitedLetters />
    </Page>
  );
};

import type { PoolPupil } from '@hocba/shared/contract/transfers/oversight';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../i18n/dates.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Select } from '../../../ui/form/select.tsx';
import { ProblemBanner } from '../../../ui/problem-banner.tsx';
import { Table, type TableColumn } from '../../../ui/table.tsx';
import styles from '../transfers.module.css';
import { FoundDialog } from './found-dialog.tsx';
import type { PoolState } from './use-pool.ts';

/** The commune of the last school, as a person chooses it; communes of one name exist, so the province stands beside. */
const communeOf = ({ last }: PoolPupil): string =>
  last === null ? '' : `${last.school.commune}, ${last.school.province}`;

const useColumns = (onFound: (pupil: PoolPupil) => void): TableColumn<PoolPupil>[] => {
  const { t } = useTranslation('transfers');
  return [
    {
      id: 'pupil',
      title: t('pupil'),
      isHeader: true,
      cell: ({ name, birthDate, code }) => (
        <span translate="no">
          {name}
          <small className={styles.note}>{t('pool.who', { birthDate: formatDate(birthDate), code })}</small>
        </span>
      ),
    },
    {
      id: 'last',
      title: t('pool.last'),
      cell: ({ last }) =>
        last === null ? (
          t('noSchool')
        ) : (
          <>
            {last.school.name}
            <small className={styles.note}>
              {t('pool.classOf', { class: last.class, commune: last.school.commune })}
            </small>
          </>
        ),
    },
    {
      id: 'since',
      title: t('pool.since'),
      cell: ({ since }) => (since === null ? t('pool.noDay') : formatDate(since)),
    },
    {
      id: 'attempt',
      title: t('pool.attempt'),
      cell: ({ attempt }) =>
        attempt === null ? t('pool.noAttempt') : t(`pool.end.${attempt.end}`, { school: attempt.to.name }),
    },
    {
      id: 'act',
      title: t('pool.act'),
      cell: (pupil) => (
        <span data-screen-only="">
          <Button onPress={() => onFound(pupil)}>{t('pool.found')}</Button>
        </span>
      ),
    },
  ];
};

/** Pupils without a destination, the longest wait first; of all communes or of one, to be printed for it. */
export const PoolList = ({
  state,
  byCommune,
}: {
  readonly state: PoolState;
  readonly byCommune: boolean;
}) => {
  const { t } = useTranslation('transfers');
  const [found, setFound] = useState<PoolPupil>();
  const [commune, setCommune] = useState('');
  const columns = useColumns(setFound);
  const { pool, problem } = state;
  if (pool === undefined) {
    return problem === undefined ? (
      <p>{t('opening')}</p>
    ) : (
      <ProblemBanner title={t('pool.notListed')} problem={problem} isOfPage />
    );
  }
  if (pool.inAll === 0)
    return (
      <EmptyState icon="check" title={t('pool.none')}>
        {t('pool.noneText')}
      </EmptyState>
    );
  const communes = [...new Set(pool.pupils.map(communeOf))].filter((name) => name !== '').sort();
  const shown = pool.pupils.filter((pupil) => commune === '' || communeOf(pupil) === commune);
  return (
    <>
      {byCommune && communes.length > 1 && (
        <div className={styles.form} data-screen-only="">
          <Select
            label={t('pool.commune')}
            value={commune}
            onChange={setCommune}
            options={[
              { value: '', label: t('pool.allCommunes') },
              ...communes.map((value) => ({ value, label: value })),
            ]}
          />
        </div>
      )}
      <Table
        caption={t('pool.title')}
        isList
        columns={columns}
        rows={shown}
        keyOf={({ student }) => student}
      />
      {pool.inAll > pool.pupils.length && <p>{t('pool.more', { count: pool.inAll })}</p>}
      {found && <FoundDialog pupil={found} pool={state} onClose={() => setFound(undefined)} />}
    </>
  );
};

import { useTranslation } from 'react-i18next';
import { Page } from '../../../ui/page.tsx';
import { PoolList } from './pool-list.tsx';
import { usePool } from './use-pool.ts';

/** Pupils who left the own school and came to no other. */
export const WithoutSchoolPage = () => {
  const { t } = useTranslation('transfers');
  const state = usePool();
  return (
    <Page
      title={t('pool.title')}
      intro={t('pool.schoolIntro')}
      trail={[{ href: '/transfer-desk', label: t('title') }]}
    >
      <PoolList state={state} byCommune={false} />
    </Page>
  );
};

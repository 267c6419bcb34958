import { useTranslation } from 'react-i18next';
import { CardList } from '../../ui/blocks/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemBanner } from '../../ui/problem-banner.tsx';
import { useSession } from '../../work/session.ts';
import { ObjectionCard } from './objection-card.tsx';
import { useObjections } from './use-objections.ts';

/** Guardians who do not agree: the objections that wait for this account, the longest wait first. */
export const ObjectionsPage = () => {
  const { t } = useTranslation('objections');
  const { me } = useSession();
  const { list, problem, take } = useObjections();
  const isDepartment = me?.role === 'department';
  return (
    <Page
      title={list === undefined || list.length === 0 ? t('title') : t('waiting', { count: list.length })}
      intro={t(isDepartment ? 'introTransfers' : 'introShares')}
      {...(isDepartment ? {} : { trail: [{ href: '/families', label: t('families') }] })}
    >
      {problem !== undefined && <ProblemBanner title={t('listFailed')} problem={problem} isOfPage />}
      {list?.length === 0 && (
        <EmptyState icon="check" title={t('none')}>
          {t('noneHelp')}
        </EmptyState>
      )}
      <CardList>
        {(list ?? []).map((objection) => (
          <ObjectionCard key={objection.matter.id} objection={objection} onSettled={take} />
        ))}
      </CardList>
    </Page>
  );
};

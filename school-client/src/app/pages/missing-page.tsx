import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { useSession } from '../../work/session.ts';

/** The address leads nowhere, or to no sheet of marks. */
export const MissingPage = ({ of = 'page' }: { readonly of?: 'page' | 'sheet' }) => {
  const { t } = useTranslation('app');
  const hasSchool = Boolean(useSession().me?.school);
  return (
    <Page title={t(of === 'sheet' ? 'missingSheetTitle' : 'missingTitle')} width="read">
      <EmptyState
        icon="search"
        title={t('missingText')}
        action={<Link href="/">{t(hasSchool ? 'toClasses' : 'toStart')}</Link>}
      >
        {null}
      </EmptyState>
    </Page>
  );
};

import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { useSession } from '../../work/session.ts';

interface NoRightPageProps {
  /** The page that was asked for. */
  readonly page:
    | 'navLookUp'
    | 'navObjections'
    | 'navConsent'
    | 'navTransfers'
    | 'navFamilies'
    | 'navMessages'
    | 'navPasswords'
    | 'navReviews';
}

/** The address leads to a page that other people of the school use. */
export const NoRightPage = ({ page }: NoRightPageProps) => {
  const { t } = useTranslation('app');
  const hasSchool = Boolean(useSession().me?.school);
  const isForHead = page === 'navPasswords';
  const text = hasSchool
    ? t(isForHead ? 'noRightHeadText' : 'noRightText')
    : t(isForHead ? 'noRightOfficeHeadText' : 'noRightOfficeText');
  return (
    <Page title={t(page)} width="read">
      <EmptyState
        icon="eye-off"
        title={t('noRightTitle')}
        action={<Link href="/">{t(hasSchool ? 'toClasses' : 'toStart')}</Link>}
      >
        {text}
      </EmptyState>
    </Page>
  );
};
